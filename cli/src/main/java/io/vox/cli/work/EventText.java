package io.vox.cli.work;

import io.vox.cli.output.Printable;
import io.vox.sdk.model.JobEvent;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An event of a job as a line of text. */
final class EventText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ssX", Locale.ROOT);

    private EventText() {}

    static String line(JobEvent event) {
        String time = event.getAt().withOffsetSameInstant(ZoneOffset.UTC).format(TIME);
        return "%s  %-20s  %s".formatted(time, event.getType(), Printable.of(event.getMessage()));
    }
}
