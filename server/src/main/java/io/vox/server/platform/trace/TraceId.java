package io.vox.server.platform.trace;

import io.micronaut.http.HttpRequest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The 32 hexadecimal digits of a request, as in W3C Trace Context. Not a secret. */
public final class TraceId {
    /** Brings the id of the caller's choice, and takes the one that was used back. */
    public static final String HEADER = "X-Request-Id";

    static final String MDC_KEY = "traceId";

    private static final String ATTRIBUTE = "vox.trace-id";
    private static final Pattern SHAPE = Pattern.compile("[0-9a-fA-F]{32}");
    private static final int DASHED_LENGTH = 36;
    private static final HexFormat HEX = HexFormat.of();

    private TraceId() {}

    /** Returns the id of a request; the first time the one that its header brings, if it has the form, else a new one. */
    public static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> {
            String id = choose(request.getHeaders().get(HEADER));
            request.setAttribute(ATTRIBUTE, id);
            return id;
        });
    }

    /** A UUID will do as well, without its dashes. What has another form is not taken into the log. */
    private static String choose(@Nullable String header) {
        if (header != null) {
            String plain = header.length() == DASHED_LENGTH ? header.replace("-", "") : header;
            if (SHAPE.matcher(plain).matches()) {
                return plain.toLowerCase(Locale.ROOT);
            }
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
    }
}
