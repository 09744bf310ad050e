package io.vox.cli.work;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.ListOptions;
import io.vox.cli.output.Fields;
import io.vox.cli.output.Figure;
import io.vox.cli.output.Json;
import io.vox.cli.output.TextTable;
import io.vox.cli.output.Words;
import io.vox.cli.shell.CliFailure;
import io.vox.cli.shell.ExitCode;
import io.vox.sdk.EventStream;
import io.vox.sdk.Vox;
import io.vox.sdk.model.ArtifactList;
import io.vox.sdk.model.Call;
import io.vox.sdk.model.CallList;
import io.vox.sdk.model.Fault;
import io.vox.sdk.model.Job;
import io.vox.sdk.model.JobEvent;
import io.vox.sdk.model.JobEventList;
import io.vox.sdk.model.JobList;
import io.vox.sdk.model.JobStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The work that runs are made of. */
@Command(
        name = "jobs",
        description = "The work that runs are made of.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  vox jobs list --status running",
            "  vox jobs watch job_...",
            "  vox jobs cancel job_..."
        })
public final class JobsCommand {
    /** Filters of the list, which has many. */
    static final class Filters {
        @Option(names = "--run", paramLabel = "ID", description = "Only those of this run.")
        private @Nullable String run;

        @Option(
                names = "--status",
                paramLabel = "STATUS",
                description = "Only pending, running, completed, failed or canceled ones.")
        private @Nullable JobStatus status;

        @Option(names = "--region", paramLabel = "REGION", description = "Only those in this region.")
        private @Nullable String region;

        @Option(names = "--provider", paramLabel = "ID", description = "Only those of this provider.")
        private @Nullable String provider;

        @Option(names = "--workflow", paramLabel = "ID", description = "Only those of this workflow.")
        private @Nullable String workflow;

        @Option(names = "--eval-set", paramLabel = "ID", description = "Only those of this eval set.")
        private @Nullable String evalSet;

        @Option(names = "--project", paramLabel = "ID", description = "Only those in this project.")
        private @Nullable String project;

        @Option(names = "--since", paramLabel = "TIME", description = "Only those made then or later.")
        private @Nullable OffsetDateTime since;

        @Option(names = "--until", paramLabel = "TIME", description = "Only those made before.")
        private @Nullable OffsetDateTime until;

        JobList fetch(Vox vox, int limit, @Nullable String cursor) {
            return vox.jobs()
                    .listJobs(limit, cursor, run, status, region, provider, workflow, evalSet, project, since, until);
        }
    }

    @Command(name = "list", description = "Lists jobs, the newest first; filters are combined.")
    void list(@Mixin ClientOptions client, @Mixin ListOptions list, @Mixin Filters filters) {
        Vox vox = client.vox();
        list.show(
                client,
                (limit, cursor) -> filters.fetch(vox, limit, cursor),
                JobList::getData,
                JobList::getNextCursor,
                "jobs",
                new TextTable("ID", "STATUS", "REGION", "PROVIDER", "WORKFLOW", "EVAL SET", "CREATED"),
                (table, it) -> table.row(
                        it.getId(),
                        it.getStatus(),
                        it.getRegion(),
                        it.getProvider().getName(),
                        it.getWorkflowName(),
                        it.getEvalSetName(),
                        it.getCreatedAt()));
    }

    @Command(name = "show", description = "Shows a job.")
    void show(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "Its id.") String id) {
        Job job = client.vox().jobs().getJob(id);
        client.show(job, () -> {
            Fault fault = job.getFault();
            return new Fields()
                    .with("Id", job.getId())
                    .with("Status", job.getStatus())
                    .with("Fault", fault == null ? null : fault.getMessage() + " (" + fault.getCode() + ")")
                    .with("Result", job.getResultId())
                    .with("Run", job.getRunId())
                    .with("Region", job.getRegion())
                    .with("Provider", job.getProvider().getName())
                    .with("Workflow", job.getWorkflowName() + " (" + job.getWorkflowVersionId() + ")")
                    .with("Eval set", job.getEvalSetName() + " (" + job.getEvalSetVersionId() + ")")
                    .with("Visibility", job.getVisibility())
                    .with("Mainline", job.getMainline())
                    .with("Priority", job.getPriority())
                    .with("Attempt", job.getAttempt() + " of " + job.getMaxAttempts())
                    .with("Eval agent", job.getEvalAgentId())
                    .with("Asked to stop", job.getCancelRequested())
                    .with("Created", job.getCreatedAt())
                    .with("Due", job.getRunAt())
                    .with("Started", job.getStartedAt())
                    .with("Finished", job.getFinishedAt())
                    .lines();
        });
    }

    @Command(
            name = "watch",
            description = "Shows the events of a job as they happen, until it ends; with --json a document a line.")
    int watch(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "Its id.") String id) {
        Vox vox = client.vox();
        try (EventStream events = vox.streamJobEvents(id)) {
            for (JobEvent event : events) {
                client.surroundings().out().println(client.isJson() ? Json.line(event) : EventText.line(event));
            }
        }
        return Verdict.of(vox.jobs().getJob(id)).code();
    }

    @Command(name = "events", description = "Lists the events of a job so far.")
    void events(
            @Mixin ClientOptions client,
            @Mixin ListOptions list,
            @Parameters(paramLabel = "ID", description = "Its id.") String id,
            @Option(names = "--after", paramLabel = "N", description = "Only those after this number.") @Nullable
                    Long after) {
        Vox vox = client.vox();
        list.show(
                client,
                (limit, cursor) -> vox.jobs().listJobEvents(id, cursor == null ? after : Long.valueOf(cursor), limit),
                JobEventList::getData,
                JobEventList::getNextCursor,
                "events",
                new TextTable("NUMBER", "TIME", "TYPE", "MESSAGE"),
                (table, it) -> table.row(it.getSeq(), it.getAt(), it.getType(), it.getMessage()));
    }

    @Command(name = "cancel", description = "Cancels a job that waits, and asks a running one to stop.")
    void cancel(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "ID", description = "Its id.") String id,
            @Option(names = "--if-pending", description = "Refuse if it runs already.") boolean onlyPending) {
        Vox vox = client.vox();
        if (onlyPending) {
            vox.jobs().deleteJob(id);
            client.changed(vox.jobs().getJob(id), "Canceled job " + id + ".");
            return;
        }
        Job job = vox.jobs().cancelJob(id);
        client.changed(
                job,
                job.getStatus() == JobStatus.CANCELED
                        ? "Canceled job " + id + "."
                        : "Asked job " + id + " to stop; 'vox jobs watch' tells when it has.");
    }

    @Command(name = "calls", description = "Lists the conversations of a job; --json has their turns.")
    void calls(
            @Mixin ClientOptions client,
            @Mixin ListOptions list,
            @Parameters(paramLabel = "ID", description = "The job's id.") String id) {
        Vox vox = client.vox();
        list.show(
                client,
                (limit, cursor) -> vox.jobs().listJobCalls(id, limit, cursor),
                CallList::getData,
                CallList::getNextCursor,
                "conversations",
                new TextTable("NUMBER", "SCENARIO", "REPEAT", "NETWORK", "COUNTED", "TURNS", "LENGTH", "REMARKS"),
                (table, it) -> table.row(
                        it.getNumber(),
                        it.getScenario(),
                        it.getRepeat(),
                        it.getCondition().getNetwork(),
                        it.getCounted(),
                        it.getTurns().size(),
                        Figure.milliseconds(it.getDurationMs()),
                        remarks(it)));
    }

    @Command(name = "files", description = "Lists the recordings and other files of a job.")
    void files(
            @Mixin ClientOptions client,
            @Mixin ListOptions list,
            @Parameters(paramLabel = "ID", description = "The job's id.") String id) {
        Vox vox = client.vox();
        list.show(
                client,
                (limit, cursor) -> vox.jobs().listJobArtifacts(id, limit, cursor),
                ArtifactList::getData,
                ArtifactList::getNextCursor,
                "files",
                new TextTable("ID", "KIND", "NAME", "CONVERSATION", "ATTEMPT", "BYTES"),
                (table, it) -> table.row(
                        it.getId(),
                        it.getKind(),
                        it.getName(),
                        it.getConversation(),
                        it.getAttempt(),
                        it.getSizeBytes()));
    }

    @Command(name = "download", description = "Downloads a file of a job and compares it with its digest.")
    void download(
            @Mixin ClientOptions client,
            @Parameters(index = "0", paramLabel = "FILE_ID", description = "The file's id, as 'files' lists it.")
                    String id,
            @Parameters(index = "1", paramLabel = "TO", description = "The file to write.") Path target) {
        Vox vox = client.vox();
        try {
            vox.downloadArtifact(id, target.toAbsolutePath());
        } catch (IOException e) {
            throw new CliFailure(ExitCode.HARNESS_FAULT, "cannot write " + target + ": " + e, e);
        }
        client.changed(vox.artifacts().getArtifact(id), "Wrote " + target + ".");
    }

    private static @Nullable String remarks(Call call) {
        Fault fault = call.getFault();
        if (fault != null) {
            return Words.code(fault.getKind().getValue()) + ": " + fault.getMessage();
        }
        long failed = call.getChecks().stream()
                .filter(check -> Boolean.FALSE.equals(check.getPassed()))
                .count();
        return failed == 0 ? null : failed + " failed checks";
    }
}
