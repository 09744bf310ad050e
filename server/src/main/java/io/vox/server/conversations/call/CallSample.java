package io.vox.server.conversations.call;

import io.vox.measurement.analysis.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What figures over many jobs need of a conversation.
 *
 * @param attempt in which it was held
 * @param counted whether it counts in metrics
 * @param faultKind as {@link CallFault#kind}; null = nothing went wrong
 * @param methodVersion of its figures
 */
public record CallSample(
        String id,
        String jobId,
        int attempt,
        boolean counted,
        @Nullable String faultKind,
        String methodVersion,
        List<String> flags,
        List<Turn> turns) {
    public CallSample {
        flags = List.copyOf(flags);
        turns = List.copyOf(turns);
    }
}
