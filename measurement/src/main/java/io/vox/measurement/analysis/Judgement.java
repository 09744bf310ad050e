package io.vox.measurement.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found.
 *
 * @param agentFrame agent frame that decided, null = none
 * @param endFrame last frame that was looked at to decide, for holes and late notices
 */
record Judgement(
        Outcome outcome,
        @Nullable Integer valueMs,
        boolean censored,
        @Nullable String missingReason,
        @Nullable Long agentFrame,
        long endFrame,
        @Nullable Integer recoveryMs,
        List<String> flags) {
    Judgement {
        flags = List.copyOf(flags);
    }

    static Judgement measured(Outcome outcome, int valueMs, long agentFrame, List<String> flags) {
        return new Judgement(outcome, valueMs, false, null, agentFrame, agentFrame, null, flags);
    }

    static Judgement censored(
            Outcome outcome, String reason, @Nullable Long agentFrame, long endFrame, List<String> flags) {
        return new Judgement(outcome, null, true, reason, agentFrame, endFrame, null, flags);
    }

    static Judgement without(Outcome outcome, @Nullable String reason, @Nullable Long agentFrame, long endFrame) {
        return new Judgement(outcome, null, false, reason, agentFrame, endFrame, null, List.of());
    }

    static Judgement voided(String reason, long endFrame) {
        return without(Outcome.VOID, reason, null, endFrame);
    }

    Judgement withFlags(List<String> newFlags) {
        return new Judgement(outcome, valueMs, censored, missingReason, agentFrame, endFrame, recoveryMs, newFlags);
    }

    Judgement withRecovery(int newRecoveryMs, long newEndFrame) {
        return new Judgement(outcome, valueMs, censored, missingReason, agentFrame, newEndFrame, newRecoveryMs, flags);
    }
}
