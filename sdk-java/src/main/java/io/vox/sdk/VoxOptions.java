package io.vox.sdk;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * How a {@link Vox} calls the server. Immutable.
 *
 * @param url where the server is, without {@code /api/v1}
 * @param tokens who asks
 * @param timeout how long one try may take until the whole answer is there
 * @param retries how often a call that may be repeated is tried again after a failure that may pass
 * @param userAgent name and version of the program, put before the SDK's own; empty = none
 * @param clock tells when dates in headers and tokens have come
 * @param sleeper waits between tries
 */
public record VoxOptions(
        URI url, TokenSource tokens, Duration timeout, int retries, String userAgent, Clock clock, Sleeper sleeper) {

    /** Where a server is that was started on this machine. */
    public static final URI DEFAULT_URL = URI.create("http://127.0.0.1:8080");

    /** Longer than the longest wait for a job. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    public static final int DEFAULT_RETRIES = 2;

    /** Checks the values. */
    public VoxOptions {
        url = withoutSlash(url);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("The timeout must be positive: " + timeout);
        }
        if (retries < 0) {
            throw new IllegalArgumentException("The number of retries must not be negative: " + retries);
        }
    }

    /** The server on this machine, without a token. */
    public static VoxOptions defaults() {
        return new VoxOptions(
                DEFAULT_URL,
                TokenSource.none(),
                DEFAULT_TIMEOUT,
                DEFAULT_RETRIES,
                "",
                Clock.systemUTC(),
                Sleeper.real());
    }

    private static URI withoutSlash(URI url) {
        String scheme = url.getScheme();
        boolean isWeb = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!isWeb || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("Not the address of a server, such as http://127.0.0.1:8080: " + url);
        }
        return URI.create(url.toString().replaceFirst("/+$", ""));
    }
}
