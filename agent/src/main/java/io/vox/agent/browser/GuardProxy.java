package io.vox.agent.browser;

import com.microsoft.playwright.options.Proxy;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.littleshoot.proxy.HttpFilters;
import org.littleshoot.proxy.HttpFiltersAdapter;
import org.littleshoot.proxy.HttpFiltersSourceAdapter;
import org.littleshoot.proxy.HttpProxyServer;
import org.littleshoot.proxy.impl.DefaultHttpProxyServer;

/**
 * The only way out for the browser of a guarded page. Requests that a page makes could be judged in the browser, but not
 * where a server redirects them, nor WebSockets, nor a name that leads elsewhere when it is looked up once more; a proxy
 * that looks names up itself sees all of them. Media over UDP does not pass here. Thread-safe.
 */
final class GuardProxy implements AutoCloseable {
    /** Chromium goes past any proxy to this machine's own addresses unless told otherwise. */
    private static final String NO_WAY_ROUND = "<-loopback>";

    private final Set<String> unreached = ConcurrentHashMap.newKeySet();
    private final HttpProxyServer server;

    private GuardProxy(AddressGuard guard) {
        this.server = DefaultHttpProxyServer.bootstrap()
                .withName("vox-guard")
                .withAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withServerResolver(guard::resolve)
                .withFiltersSource(new Failures())
                .withTransparent(true)
                .start();
    }

    static GuardProxy start(AddressGuard guard) {
        return new GuardProxy(guard);
    }

    /** What to tell the browser. */
    Proxy proxy() {
        return new Proxy("http://127.0.0.1:" + server.getListenAddress().getPort()).setBypass(NO_WAY_ROUND);
    }

    /** Whether no connection could be made to the host of {@code url}: what the browser got then is this proxy's answer. */
    boolean failedToReach(String url) {
        return unreached.contains(authority(url));
    }

    /** Host and port of an address, or of a request for a tunnel, which is nothing else. */
    private static String authority(String address) {
        return address.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://", "").replaceFirst("[/?#].*", "");
    }

    @Override
    public void close() {
        server.abort();
    }

    /** Notes every request that led nowhere. */
    private final class Failures extends HttpFiltersSourceAdapter {
        @Override
        public HttpFilters filterRequest(HttpRequest request, ChannelHandlerContext context) {
            return new HttpFiltersAdapter(request) {
                @Override
                public void proxyToServerConnectionFailed() {
                    unreached.add(authority(request.uri()));
                }
            };
        }
    }
}
