package io.vox.server.platform.access;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From where the request comes that the calling thread works on. What a proxy says of it counts only if the proxy is one of
 * {@code vox.trusted-proxies}, since anybody can send the header. Thread-safe.
 */
@Singleton
public final class ClientAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int NETWORK_BYTES = 8;

    private final Set<String> trustedProxies;

    ClientAddress(@Property(name = "vox.trusted-proxies") @Nullable List<String> trustedProxies) {
        this.trustedProxies = trustedProxies == null ? Set.of() : Set.copyOf(new HashSet<>(trustedProxies));
    }

    /** Returns the address, of IPv6 the network that one customer has; {@code unknown} outside of a request. */
    public String current() {
        return ServerRequestContext.currentRequest().map(this::of).orElse("unknown");
    }

    private String of(HttpRequest<?> request) {
        String address = text(request.getRemoteAddress());
        String header = request.getHeaders().get(FORWARDED_FOR);
        if (header != null && trustedProxies.contains(address)) {
            // The last that none of our proxies has written is the first that can be believed.
            List<String> hops = Arrays.stream(header.split(",", -1))
                    .map(String::strip)
                    .toList()
                    .reversed();
            address = hops.stream()
                    .filter(hop -> !trustedProxies.contains(hop))
                    .findFirst()
                    .filter(ClientAddress::isAddress)
                    .orElse(address);
        }
        return network(address);
    }

    private static String text(InetSocketAddress address) {
        InetAddress resolved = address.getAddress();
        return resolved == null ? address.getHostString() : resolved.getHostAddress();
    }

    /** Only what consists of digits is, so that nothing is looked up. */
    private static boolean isAddress(String text) {
        return text.matches("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}") && (text.contains(".") || text.contains(":"));
    }

    /** Whoever has one IPv6 address has 2^64 of them. */
    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            if (!(parsed instanceof Inet6Address)) {
                return parsed.getHostAddress();
            }
            byte[] bytes = parsed.getAddress();
            Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException notAnAddress) {
            return "unknown";
        }
    }
}
