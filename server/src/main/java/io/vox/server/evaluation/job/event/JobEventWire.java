package io.vox.server.evaluation.job.event;

import io.micronaut.json.JsonMapper;
import io.vox.api.model.JobEventList;
import io.vox.api.model.LiveTurn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events as the contract shows them, one by one or in a stream of server-sent events. */
public final class JobEventWire {
    private JobEventWire() {}

    /** Returns a page; a full one has a next, which may be empty. */
    public static JobEventList of(List<JobEvent> events, int limit, JsonMapper json) {
        return new JobEventList(
                events.stream().map(event -> of(event, json)).toList(),
                events.size() < limit ? null : Integer.toString(events.getLast().seq()));
    }

    /** Returns an event as it stands in the stream (html.spec.whatwg.org/#server-sent-events). */
    static byte[] frame(JobEvent event, JsonMapper json) {
        try {
            return ("id: " + event.seq() + "\nevent: job\ndata: " + json.writeValueAsString(of(event, json)) + "\n\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static io.vox.api.model.JobEvent of(JobEvent event, JsonMapper json) {
        return new io.vox.api.model.JobEvent(
                (long) event.seq(),
                io.vox.api.model.JobEventType.valueOf(event.type().name()),
                event.at().atOffset(ZoneOffset.UTC),
                event.attempt(),
                event.message(),
                event.conversation(),
                event.conversations(),
                event.scenario(),
                turn(event.turn(), json));
    }

    private static @Nullable LiveTurn turn(@Nullable String text, JsonMapper json) {
        if (text == null) {
            return null;
        }
        try {
            return json.readValue(text, LiveTurn.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
