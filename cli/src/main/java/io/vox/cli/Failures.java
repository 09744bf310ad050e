package io.vox.cli;

import io.vox.cli.shell.CliFailure;
import io.vox.cli.shell.ExitCode;
import io.vox.sdk.CanceledException;
import io.vox.sdk.ProblemException;
import io.vox.sdk.VoxException;
import io.vox.sdk.model.ProblemDetail;
import java.util.List;
import java.util.stream.Collectors;

/** Says in one line what went wrong, and which exit code that is. */
final class Failures {
    private Failures() {}

    static ExitCode code(Exception failure) {
        return switch (failure) {
            case CliFailure own -> own.exitCode();
            case CanceledException _ -> ExitCode.CANCELED;
            // Who asked for the impossible has to change something; all else may pass.
            case ProblemException problem ->
                problem.isTransient() || problem.problem().isEmpty() ? ExitCode.SERVER_ERROR : ExitCode.USAGE;
            case VoxException _ -> ExitCode.SERVER_ERROR;
            default -> ExitCode.HARNESS_FAULT;
        };
    }

    static String line(Exception failure) {
        return switch (failure) {
            case ProblemException problem -> line(problem);
            case CliFailure own -> String.valueOf(own.getMessage());
            case VoxException other -> String.valueOf(other.getMessage());
            default -> "unexpected: " + failure + "; VOX_DEBUG=1 shows where";
        };
    }

    private static String line(ProblemException problem) {
        String what = switch (problem.code()) {
            case "unauthenticated" -> "not logged in, or no longer; 'vox login' begins a session";
            case "setup_required" -> "the server is new; 'vox setup' sets it up";
            default -> detail(problem);
        };
        boolean isOurFault = problem.status() >= 500;
        String trace = isOurFault ? problem.traceId().map(id -> ", trace " + id).orElse("") : "";
        return what + " (" + problem.code() + trace + ")";
    }

    private static String detail(ProblemException problem) {
        List<ProblemDetail> details = problem.details();
        if (details.isEmpty()) {
            return problem.detail();
        }
        String each = details.stream()
                .map(detail -> detail.getPointer() + ": " + detail.getReason())
                .collect(Collectors.joining("; "));
        // Some problems tell the first one in their own words already.
        return problem.detail().contains(details.getFirst().getReason()) ? each : problem.detail() + " " + each;
    }
}
