package io.vox.agent.browser;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides which addresses an evaluated page may reach: everything public, and of files and private, loopback and
 * metadata addresses only those of the host and port that were named. Thread-safe.
 */
public final class AddressGuard {
    private static final Set<String> HARMLESS_SCHEMES = Set.of("data", "blob", "about");
    private static final Set<String> NETWORK_SCHEMES = Set.of("http", "https", "ws", "wss");
    /** Wider than the RFC: browsers take addresses that it forbids. */
    private static final Pattern ADDRESS = Pattern.compile(
            "([A-Za-z][A-Za-z0-9+.-]*):(?://(?:[^/?#\\\\]*@)?(\\[[^\\]/]*\\]|[^:/?#\\\\@]*)(?::([0-9]*))?)?.*",
            Pattern.DOTALL);

    private static final InetSocketAddress NOWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final byte[] TRANSLATED = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    private static final int ANY_PORT = 0;

    private final boolean filesAllowed;
    private final List<Named> named;
    private final Map<String, Boolean> answers = new ConcurrentHashMap<>();

    /** Allows what {@code named}, the address on the command line, needs. */
    public AddressGuard(URI named) {
        String scheme = String.valueOf(named.getScheme()).toLowerCase(Locale.ROOT);
        String host = named.getHost() == null ? "" : named.getHost();
        int port = named.getPort() >= 0 ? named.getPort() : usualPort(scheme);
        this.filesAllowed = scheme.equals("file");
        this.named = List.of(new Named(host, port));
    }

    private AddressGuard(List<Named> named) {
        this.filesAllowed = false;
        this.named = List.copyOf(named);
    }

    /**
     * Allows of private addresses only some: for an address that a stranger named, who may want to see what is behind it.
     *
     * @param allowed each {@code host} or {@code host:port}, an IPv6 address in brackets
     * @throws IllegalArgumentException if one of them is neither
     */
    public static AddressGuard admitting(Collection<String> allowed) {
        return new AddressGuard(allowed.stream().map(Named::parse).toList());
    }

    /** Whether {@code other} allows exactly the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressGuard guard && filesAllowed == guard.filesAllowed && named.equals(guard.named);
    }

    @Override
    public int hashCode() {
        return Objects.hash(filesAllowed, named);
    }

    /** Whether the page may load {@code url}. */
    public boolean allows(String url) {
        Matcher address = ADDRESS.matcher(url);
        if (!address.matches()) {
            return false;
        }
        String scheme = address.group(1).toLowerCase(Locale.ROOT);
        if (HARMLESS_SCHEMES.contains(scheme)) {
            return true;
        }
        if (scheme.equals("file")) {
            return filesAllowed;
        }
        String host = address.group(2);
        if (!NETWORK_SCHEMES.contains(scheme) || host == null || host.isEmpty() || host.contains("%")) {
            return false;
        }
        String port = address.group(3);
        if (isNamed(host, port(scheme, port))) {
            return true;
        }
        return answers.computeIfAbsent(host.toLowerCase(Locale.ROOT), AddressGuard::isPublic);
    }

    /**
     * Looks {@code host} up for a connection, so that what was checked is what is connected to. Where the page may not go,
     * or the name is unknown, the answer is an address that nothing can listen at: an exception would have the proxy look
     * the name up once more, by itself.
     */
    InetSocketAddress resolve(String host, int port) {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(host);
            return isNamed(host, port) || Arrays.stream(addresses).noneMatch(AddressGuard::isPrivate)
                    ? new InetSocketAddress(addresses[0], port)
                    : NOWHERE;
        } catch (UnknownHostException unknown) {
            return NOWHERE;
        }
    }

    private boolean isNamed(String host, int port) {
        return named.stream().anyMatch(allowed -> allowed.covers(host, port));
    }

    private static boolean isPublic(String host) {
        Optional<InetAddress> number = NumericHost.parse(host);
        if (number.isPresent()) {
            return !isPrivate(number.get());
        }
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return false;
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).noneMatch(AddressGuard::isPrivate);
        } catch (UnknownHostException unknown) {
            // The browser will find out by itself that a name leads nowhere; what is in brackets is no name.
            return !host.startsWith("[");
        }
    }

    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 16) {
            boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
            return uniqueLocal || isSpecial(address) || hidesPrivate(bytes);
        }
        boolean thisNetwork = bytes[0] == 0;
        boolean carrierGrade = bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        return thisNetwork || carrierGrade || isSpecial(address);
    }

    private static boolean isSpecial(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
    }

    /** IPv4 inside IPv6: compatible, translated (RFC 6052) and 6to4 (RFC 3056); mapped ones come as IPv4 already. */
    private static boolean hidesPrivate(byte[] bytes) {
        byte[] prefix = Arrays.copyOf(bytes, 12);
        int from = bytes[0] == 0x20 && bytes[1] == 0x02
                ? 2
                : Arrays.equals(prefix, new byte[12]) || Arrays.equals(prefix, TRANSLATED) ? 12 : -1;
        try {
            return from >= 0 && isPrivate(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int port(String scheme, @Nullable String text) {
        try {
            return text == null || text.isEmpty() ? usualPort(scheme) : Integer.parseInt(text);
        } catch (NumberFormatException tooLong) {
            return -1;
        }
    }

    private static int usualPort(String scheme) {
        return scheme.equals("https") || scheme.equals("wss") ? 443 : 80;
    }

    /** A host that is allowed whatever its address is; {@link #ANY_PORT} stands for all ports. */
    private record Named(String host, int port) {
        private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+\\]|[^:/\\[\\]]+)(?::([0-9]{1,5}))?");

        static Named parse(String text) {
            Matcher host = HOST.matcher(text);
            if (!host.matches()) {
                throw new IllegalArgumentException("neither a host nor a host with a port: " + text);
            }
            return new Named(host.group(1), host.group(2) == null ? ANY_PORT : Integer.parseInt(host.group(2)));
        }

        boolean covers(String other, int otherPort) {
            // A resolver is asked for an IPv6 address without its brackets.
            String bare = host.replaceAll("[\\[\\]]", "");
            boolean same = other.equalsIgnoreCase(host) || other.equalsIgnoreCase(bare);
            return same && (port == ANY_PORT || port == otherPort);
        }
    }
}
