package io.vox.agent.scenario;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The limits that the records enforce, the reader reports and the JSON Schema publishes. */
final class StepRules {
    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    static final Range TIMEOUT_MILLISECONDS = new Range(1, 600_000);
    static final Range SLEEP_MILLISECONDS = new Range(1, 600_000);
    static final Range BARGE_IN_AFTER_MILLISECONDS = new Range(1_000, 60_000);
    static final Range BACKCHANNEL_AFTER_MILLISECONDS = new Range(0, 60_000);
    static final Range PAUSE_MILLISECONDS = new Range(300, 5_000);

    private static final Pattern SCREENSHOT_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,95}\\.png");

    private StepRules() {}

    static void requirePresent(@Nullable Object value, String name) {
        Objects.requireNonNull(value, () -> name + " is null");
    }

    static void requireNotEmpty(String value, String name) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " is empty");
        }
    }

    static void requireText(String value, String name) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is blank");
        }
    }

    static void requireBetween(Duration value, Range milliseconds, String name) {
        if (!milliseconds.contains(value.toMillis())) {
            throw new IllegalArgumentException(name + " must be " + milliseconds + " ms, was " + value.toMillis());
        }
    }

    static void requireTimeout(Duration timeout) {
        requireBetween(timeout, TIMEOUT_MILLISECONDS, "timeout");
    }

    static boolean isScreenshotName(String value) {
        return SCREENSHOT_NAME.matcher(value).matches();
    }

    /** Both ends belong to the range. */
    record Range(long minimum, long maximum) {
        boolean contains(long value) {
            return value >= minimum && value <= maximum;
        }

        @Override
        public String toString() {
            return "from " + minimum + " to " + maximum;
        }
    }
}
