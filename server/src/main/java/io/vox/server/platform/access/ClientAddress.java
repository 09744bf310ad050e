package io.vox.server.platform.access;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import io.vox.server.platform.home.StartException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From where the request comes that the calling thread works on. What a proxy says of it counts only if the proxy is one of
 * {@code vox.trusted-proxies}, since anybody can send the header. Made at the start, which fails if one of these is no address.
 * Thread-safe.
 */
@Context
public final class ClientAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int NETWORK_BYTES = 8;

    /** An address, some with the port from which it was reached. */
    private static final Pattern HOP = Pattern.compile("\\[([0-9a-fA-F:.]{2,45})](?::[0-9]{1,5})?"
            + "|([0-9]{1,3}(?:\\.[0-9]{1,3}){3})(?::[0-9]{1,5})?"
            + "|([0-9a-fA-F]{0,4}:[0-9a-fA-F:.]{1,45})");

    private final Set<InetAddress> trustedProxies;

    ClientAddress(@Property(name = "vox.trusted-proxies") @Nullable List<String> trustedProxies) {
        this.trustedProxies = (trustedProxies == null ? List.<String>of() : trustedProxies)
                .stream()
                        .filter(proxy -> !proxy.isBlank())
                        .map(proxy -> address(proxy)
                                .orElseThrow(() -> StartException.configuration(
                                        "VOX_TRUSTED_PROXIES must be IP addresses with commas between, not '" + proxy
                                                + "'.")))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the address, of IPv6 the network that one customer has; {@code unknown} outside of a request. */
    public String current() {
        return ServerRequestContext.currentRequest().map(this::of).orElse("unknown");
    }

    private String of(HttpRequest<?> request) {
        InetAddress peer = request.getRemoteAddress().getAddress();
        if (peer == null) {
            return "unknown";
        }
        return network(trustedProxies.contains(peer) ? client(request).orElse(peer) : peer);
    }

    /** The last that none of our proxies has written is the first that can be believed; empty if that is no address. */
    private Optional<InetAddress> client(HttpRequest<?> request) {
        // A proxy may add a line of its own instead of adding to the one that came.
        String hops = String.join(",", request.getHeaders().getAll(FORWARDED_FOR));
        return Arrays.stream(hops.split(",", -1)).map(ClientAddress::address).toList().reversed().stream()
                .filter(hop -> hop.filter(trustedProxies::contains).isEmpty())
                .findFirst()
                .flatMap(hop -> hop);
    }

    /** Reads an address however it is written; of what is none nothing is looked up. */
    private static Optional<InetAddress> address(String text) {
        Matcher hop = HOP.matcher(text.strip());
        if (!hop.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(
                    hop.group(1) != null ? hop.group(1) : hop.group(2) != null ? hop.group(2) : hop.group(3)));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Whoever has one IPv6 address has 2^64 of them. */
    private static String network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has as many bytes as before", e);
        }
    }
}
