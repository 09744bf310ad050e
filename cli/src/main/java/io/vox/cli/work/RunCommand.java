package io.vox.cli.work;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.output.Printable;
import io.vox.cli.shell.ExitCode;
import io.vox.sdk.Vox;
import io.vox.sdk.model.Job;
import io.vox.sdk.model.NewRun;
import io.vox.sdk.model.Result;
import io.vox.sdk.model.Run;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks a server to evaluate, and waits for what is found if asked to. */
@Command(
        name = "run",
        description = "Runs a workflow with an eval set on the server's eval agents, one job for each region.",
        footer = {
            "",
            "With -a instead of --workflow, an agent is measured on this machine: 'vox run --help'.",
            "",
            "Examples:",
            "  vox run --workflow wfl_... --eval-set evs_... --region eu-west --wait",
            "  vox run --workflow wfl_... --eval-set evs_... --region eu-west --region na-east --json",
            "",
            "Exit codes with --wait:",
            "  0 pass, 1 failed check or agent fault, 2 usage or refused, 4 target unavailable, 5 harness fault,",
            "  6 timeout, 7 server or network error, 130 canceled"
        })
public final class RunCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ClientOptions client;

    @Option(names = "--workflow", required = true, paramLabel = "ID", description = "How to reach the agent.")
    @SuppressWarnings("NullAway.Init")
    private String workflow;

    @Option(names = "--eval-set", required = true, paramLabel = "ID", description = "What to say and check.")
    @SuppressWarnings("NullAway.Init")
    private String evalSet;

    @Option(names = "--region", required = true, paramLabel = "REGION", description = "From where. Repeatable.")
    @SuppressWarnings("NullAway.Init")
    private List<String> regions;

    @Option(names = "--priority", paramLabel = "N", description = "0 to 100, higher is done first (default: 50).")
    private @Nullable Integer priority;

    @Option(names = "--at", paramLabel = "TIME", description = "Not before, as 2027-01-31T12:00:00Z.")
    private @Nullable OffsetDateTime runAt;

    @Option(names = "--wait", description = "Wait for the end and show what was found.")
    private boolean wait;

    @Option(
            names = "--timeout",
            defaultValue = "1h",
            paramLabel = "TIME",
            description = "How long to wait at most (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Duration timeout;

    @Override
    public Integer call() {
        Vox vox = client.vox();
        NewRun wanted = new NewRun()
                .workflowId(workflow)
                .evalSetId(evalSet)
                .regions(regions)
                .priority(priority)
                .runAt(runAt);
        Run run = vox.runs().createRun(wanted, null);
        if (!wait) {
            client.made(run, run.getId(), "Asked for run " + run.getId() + "; 'vox runs show' tells how it goes.");
            return ExitCode.PASS.code();
        }
        client.say("Run " + run.getId() + ", " + run.getJobs().size()
                + (run.getJobs().size() == 1 ? " job." : " jobs."));
        new RunWatch(vox, client.surroundings()).await(run, timeout);
        return show(vox, vox.runs().getRun(run.getId()));
    }

    private int show(Vox vox, Run run) {
        List<Result> results = run.getJobs().stream()
                .map(Job::getResultId)
                .filter(Objects::nonNull)
                .map(vox.results()::getResult)
                .toList();
        ExitCode code = Verdict.worst(
                run.getJobs().stream().map(job -> JobCalls.verdict(vox, job)).toList());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("run", run);
        document.put("results", results);
        document.put("exitCode", code.code());
        client.show(document, () -> text(run, results));
        return code.code();
    }

    private static List<String> text(Run run, List<Result> results) {
        List<String> lines = new ArrayList<>();
        for (Job job : run.getJobs()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            results.stream()
                    .filter(result -> result.getJobId().equals(job.getId()))
                    .findFirst()
                    .map(ResultText::lines)
                    .ifPresentOrElse(lines::addAll, () -> lines.add(ended(job)));
        }
        return lines;
    }

    private static String ended(Job job) {
        String reason = job.getFault() == null ? "" : ": " + job.getFault().getMessage();
        return Printable.of("Job " + job.getId() + " in " + job.getRegion() + ": " + job.getStatus() + reason);
    }
}
