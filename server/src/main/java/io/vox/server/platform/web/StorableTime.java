package io.vox.server.platform.web;

import io.vox.server.platform.problem.InvalidRequestException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads the times of requests and refuses, where they stand, those that the contract could not show: RFC 3339 has four digits. */
public final class StorableTime {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    /** The database keeps microseconds, and would round up what is after it. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private StorableTime() {}

    /**
     * Returns a time.
     *
     * @param pointer where it stands, such as {@code /expiresAt} or {@code query/from}
     * @param time null = there is none
     * @throws InvalidRequestException if it is not of the years 1 to 9999
     */
    public static @Nullable Instant read(String pointer, @Nullable OffsetDateTime time) {
        if (time == null) {
            return null;
        }
        Instant instant = time.toInstant();
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new InvalidRequestException(pointer, "is not of the years 1 to 9999");
        }
        return instant;
    }
}
