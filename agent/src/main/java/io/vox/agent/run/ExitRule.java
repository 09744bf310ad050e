package io.vox.agent.run;

import io.vox.agent.conversation.Check;
import io.vox.agent.fault.ExitCode;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.FaultKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the shell is told (measurement 4). A fault that ended the run decides alone. Otherwise, of the
 * conversations that were not held again, the first of these that occurs: harness fault 5, timeout 6, failed 1 (agent
 * fault, failed check, a wait of the script that was in vain); else 0.
 */
final class ExitRule {
    private static final List<ExitCode> BY_WEIGHT = List.of(
            ExitCode.CANCELED,
            ExitCode.USAGE,
            ExitCode.TARGET_UNAVAILABLE,
            ExitCode.HARNESS_FAULT,
            ExitCode.TIMEOUT,
            ExitCode.FAILED);
    private static final String TIMEOUT = "timeout";

    private ExitRule() {}

    /**
     * Decides.
     *
     * @param fault what ended the run early
     * @param counted the conversations, without those that were held again
     */
    static ExitCode of(ResultDocument.@Nullable Fault fault, List<ConversationResult> counted) {
        if (fault != null) {
            return code(fault);
        }
        Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
        counted.forEach(conversation -> codes.add(of(conversation)));
        return BY_WEIGHT.stream().filter(codes::contains).findFirst().orElse(ExitCode.PASS);
    }

    /** Decides for one conversation alone. */
    static ExitCode of(ConversationResult conversation) {
        ResultDocument.Fault fault = conversation.fault();
        if (fault != null) {
            return code(fault);
        }
        boolean failedCheck = conversation.checks().stream().map(Check::passed).anyMatch(Boolean.FALSE::equals);
        boolean vainWait =
                conversation.steps().stream().anyMatch(step -> step.status().equals(TIMEOUT));
        return failedCheck || vainWait ? ExitCode.FAILED : ExitCode.PASS;
    }

    private static ExitCode code(ResultDocument.Fault fault) {
        try {
            return FaultCode.valueOf(fault.code().toUpperCase(Locale.ROOT)).exitCode();
        } catch (IllegalArgumentException ofAnotherVersion) {
            return fault.kind().equals(FaultKind.AGENT_FAULT.name().toLowerCase(Locale.ROOT))
                    ? ExitCode.FAILED
                    : ExitCode.HARNESS_FAULT;
        }
    }
}
