package io.vox.cli.work;

import io.vox.cli.shell.ExitCode;
import io.vox.sdk.model.Call;
import io.vox.sdk.model.Fault;
import io.vox.sdk.model.FaultKind;
import io.vox.sdk.model.Job;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides what the shell is told of jobs (measurement 4), as a run on this machine would tell it. Conversations that were held
 * again do not count.
 */
final class Verdict {
    private static final List<ExitCode> BY_WEIGHT = List.of(
            ExitCode.CANCELED,
            ExitCode.USAGE,
            ExitCode.TARGET_UNAVAILABLE,
            ExitCode.HARNESS_FAULT,
            ExitCode.TIMEOUT,
            ExitCode.FAILED);
    private static final String TIMEOUT = "timeout";

    private Verdict() {}

    /** Of a job by itself, whatever its conversations found. */
    static ExitCode of(Job job) {
        Fault fault = job.getFault();
        return switch (job.getStatus()) {
            case CANCELED -> ExitCode.CANCELED;
            case FAILED -> fault == null ? ExitCode.HARNESS_FAULT : of(fault);
            default -> ExitCode.PASS;
        };
    }

    /** Of the conversations of a job that was completed. */
    static ExitCode of(List<Call> calls) {
        Map<String, Call> last = new LinkedHashMap<>();
        calls.forEach(call -> last.merge(
                call.getScenario() + "\n" + call.getRepeat() + "\n" + call.getCondition(),
                call,
                (one, other) -> one.getNumber() > other.getNumber() ? one : other));
        return worst(last.values().stream().map(Verdict::of).toList());
    }

    /** The one that outweighs the others. */
    static ExitCode worst(Collection<ExitCode> codes) {
        Set<ExitCode> all = EnumSet.noneOf(ExitCode.class);
        all.addAll(codes);
        return BY_WEIGHT.stream().filter(all::contains).findFirst().orElse(ExitCode.PASS);
    }

    private static ExitCode of(Call call) {
        Fault fault = call.getFault();
        if (fault != null) {
            return of(fault);
        }
        boolean failedCheck = call.getChecks().stream().anyMatch(check -> Boolean.FALSE.equals(check.getPassed()));
        boolean vainWait = call.getSteps().stream().anyMatch(step -> TIMEOUT.equals(step.getStatus()));
        return failedCheck || vainWait ? ExitCode.FAILED : ExitCode.PASS;
    }

    private static ExitCode of(Fault fault) {
        if (fault.getKind() == FaultKind.AGENT_FAULT && fault.getCode().endsWith(TIMEOUT)) {
            return ExitCode.TIMEOUT;
        }
        return switch (fault.getKind()) {
            case AGENT_FAULT -> ExitCode.FAILED;
            case TARGET_UNAVAILABLE -> ExitCode.TARGET_UNAVAILABLE;
            case USAGE -> ExitCode.USAGE;
            case CANCELED -> ExitCode.CANCELED;
            default -> ExitCode.HARNESS_FAULT;
        };
    }
}
