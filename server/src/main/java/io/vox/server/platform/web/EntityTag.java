package io.vox.server.platform.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.secret.RandomToken;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the state of a thing, as RFC 9110 section 8.8.3 has it; always strong.
 *
 * @param value with its quotes, as in headers
 */
public record EntityTag(String value) {
    private static final int DIGEST_BYTES = 8;
    private static final String ANY = "*";
    private static final String WEAK = "W/";

    /** Returns the tag of a state: another for every other state. */
    public static EntityTag of(@Nullable Object... state) {
        byte[] digest = RandomToken.sha256(Stream.of(state)
                .map(String::valueOf)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));
        return new EntityTag('"' + HexFormat.of().formatHex(Arrays.copyOf(digest, DIGEST_BYTES)) + '"');
    }

    /**
     * Refuses a change that is based on another state.
     *
     * @param ifMatch the header; null = whatever the state is
     * @param kind of the thing, for people
     * @throws ConflictException if this tag is not in it
     */
    public void requireIn(@Nullable String ifMatch, String kind) {
        if (ifMatch != null && tags(ifMatch).noneMatch(tag -> tag.equals(ANY) || tag.equals(value))) {
            throw new ConflictException(
                    ProblemCode.VERSION_MISMATCH, "The " + kind + " was changed since you read it; read it again.");
        }
    }

    /** Returns the answer to who asks for the state: that it is the one that they have, or the state itself. */
    public <T> HttpResponse<T> answer(@Nullable String ifNoneMatch, T state) {
        MutableHttpResponse<T> response = isIn(ifNoneMatch) ? HttpResponse.notModified() : HttpResponse.ok(state);
        return response.header(HttpHeaders.ETAG, value);
    }

    /** Whether somebody has this state already, by {@code If-None-Match}; null = has nothing. */
    public boolean isIn(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && tags(ifNoneMatch)
                        .map(tag -> tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag)
                        .anyMatch(tag -> tag.equals(ANY) || tag.equals(value));
    }

    /** Ours hold no comma. */
    private static Stream<String> tags(String header) {
        return Stream.of(header.split(",", -1)).map(String::strip);
    }
}
