package io.vox.agent.job;

import io.vox.agent.fault.FaultKind;
import io.vox.agent.run.ConversationResult;
import io.vox.agent.run.ResultDocument;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides whether a run is a result or a failure. A fault of ours or of the files fails the job, so that it is held again
 * or mended; so does a run without any conversation that counts. A target that was there for some conversations and then
 * was not is a result, with the missing ones in its availability (measurement 1.6).
 */
final class FailureReason {
    private FailureReason() {}

    /** Why the run is no result; empty = it is one. */
    static Optional<ResultDocument.Fault> of(ResultDocument result) {
        ResultDocument.Fault end = result.fault();
        boolean counts = result.conversations().stream().anyMatch(FailureReason::counts);
        if (end != null && !(counts && is(end, FaultKind.TARGET_UNAVAILABLE))) {
            return Optional.of(end);
        }
        if (counts) {
            return Optional.empty();
        }
        return Optional.of(result.conversations().stream()
                .flatMap(conversation -> Optional.ofNullable(conversation.fault()).stream())
                .reduce((_, last) -> last)
                .orElseGet(() -> new ResultDocument.Fault(
                        name(FaultKind.HARNESS_FAULT), "internal", "no conversation was held")));
    }

    private static boolean counts(ConversationResult conversation) {
        ResultDocument.Fault fault = conversation.fault();
        return fault == null || is(fault, FaultKind.AGENT_FAULT);
    }

    private static boolean is(ResultDocument.Fault fault, FaultKind kind) {
        return fault.kind().equals(name(kind));
    }

    private static String name(FaultKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
