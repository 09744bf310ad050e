package io.vox.agent.conversation;

import io.vox.agent.fault.VoxFault;
import io.vox.measurement.timeline.Timeline;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that was held, or as much of it as there was.
 *
 * @param recording the stereo file; it may be short or silent after a fault
 * @param fault what ended it early, null = nothing
 */
public record Conversation(
        String application,
        String scenario,
        int repeat,
        Path folder,
        Path recording,
        Timeline timeline,
        List<StepRecord> steps,
        List<Check> checks,
        List<String> notices,
        Instant startedAt,
        String browser,
        @Nullable VoxFault fault) {
    public Conversation {
        steps = List.copyOf(steps);
        checks = List.copyOf(checks);
        notices = List.copyOf(notices);
    }
}
