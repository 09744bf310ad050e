package io.vox.agent.browser;

import com.microsoft.playwright.options.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.littleshoot.proxy.HttpProxyServer;
import org.littleshoot.proxy.impl.DefaultHttpProxyServer;

/**
 * The only way out for the browser of a guarded page. Requests that a page makes could be judged in the browser, but not
 * where a server redirects them, nor WebSockets, nor a name that leads elsewhere when it is looked up once more; a proxy
 * that looks names up itself sees all of them. Media over UDP does not pass here.
 */
final class GuardProxy implements AutoCloseable {
    /** Chromium goes past any proxy to this machine's own addresses unless told otherwise. */
    private static final String NO_WAY_ROUND = "<-loopback>";

    private final HttpProxyServer server;

    private GuardProxy(HttpProxyServer server) {
        this.server = server;
    }

    static GuardProxy start(AddressGuard guard) {
        return new GuardProxy(DefaultHttpProxyServer.bootstrap()
                .withName("vox-guard")
                .withAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withServerResolver(guard::resolve)
                .withTransparent(true)
                .start());
    }

    /** What to tell the browser. */
    Proxy proxy() {
        return new Proxy("http://127.0.0.1:" + server.getListenAddress().getPort()).setBypass(NO_WAY_ROUND);
    }

    @Override
    public void close() {
        server.abort();
    }
}
