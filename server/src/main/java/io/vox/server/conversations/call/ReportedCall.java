package io.vox.server.conversations.call;

import io.vox.measurement.timeline.Condition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that an eval agent held, as it was reported.
 *
 * @param number within its attempt, from 1
 * @param methodVersion of its figures
 * @param startedAt when the recording began, null = unknown
 * @param durationMs length of the recording, null = there is none
 * @param sampleRate frames per second, null = there is no recording
 * @param counted whether it counts in metrics
 * @param fault null = nothing
 * @param checks what the {@code listen} steps found, a JSON list as the contract has it; {@code steps} likewise
 * @param network what the network really did, a JSON object as the contract has it; null = unknown
 * @param caller null = the recording could not be analysed; {@code agent} likewise
 * @param turns greeting first, then in the order of time
 */
public record ReportedCall(
        int number,
        String scenario,
        int repeat,
        Condition condition,
        String methodVersion,
        @Nullable Instant startedAt,
        @Nullable Long durationMs,
        @Nullable Integer sampleRate,
        boolean counted,
        @Nullable CallFault fault,
        List<String> flags,
        List<String> verdicts,
        List<String> notices,
        String checks,
        String steps,
        @Nullable String network,
        @Nullable CallSide caller,
        @Nullable CallSide agent,
        List<CallTurn> turns) {
    public ReportedCall {
        flags = List.copyOf(flags);
        verdicts = List.copyOf(verdicts);
        notices = List.copyOf(notices);
        turns = List.copyOf(turns);
    }
}
