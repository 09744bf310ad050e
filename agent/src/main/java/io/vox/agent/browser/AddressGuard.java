package io.vox.agent.browser;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides which addresses an evaluated page may reach: everything public, and of files and private, loopback and
 * metadata addresses only those of the host and port named on the command line. Thread-safe.
 */
public final class AddressGuard {
    private static final Set<String> HARMLESS_SCHEMES = Set.of("data", "blob", "about");

    private final URI named;
    private final Map<String, Boolean> answers = new ConcurrentHashMap<>();

    /** Allows what {@code named}, the address on the command line, needs. */
    public AddressGuard(URI named) {
        this.named = named;
    }

    /** Whether the page may load {@code url}. */
    public boolean allows(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (java.net.URISyntaxException odd) {
            // Browsers take addresses that the RFC forbids; the host decides all the same.
            int end = url.indexOf('/', url.indexOf("//") + 2);
            try {
                uri = new URI(end < 0 ? url : url.substring(0, end + 1));
            } catch (java.net.URISyntaxException hopeless) {
                return false;
            }
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (HARMLESS_SCHEMES.contains(scheme)) {
            return true;
        }
        if (scheme.equals("file")) {
            return "file".equals(named.getScheme());
        }
        if (uri.getHost() == null) {
            return false;
        }
        if (uri.getHost().equalsIgnoreCase(named.getHost()) && port(uri) == port(named)) {
            return true;
        }
        return answers.computeIfAbsent(uri.getHost(), AddressGuard::isPublic);
    }

    private static boolean isPublic(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (isPrivate(address)) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException unknown) {
            // The browser will find out by itself that it leads nowhere.
            return true;
        }
    }

    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        boolean carrierGrade = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || uniqueLocal
                || carrierGrade;
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        String scheme = String.valueOf(uri.getScheme());
        return scheme.equals("https") || scheme.equals("wss") ? 443 : 80;
    }
}
