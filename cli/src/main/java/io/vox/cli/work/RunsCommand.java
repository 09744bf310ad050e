package io.vox.cli.work;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.ListOptions;
import io.vox.cli.output.Fields;
import io.vox.cli.output.TextTable;
import io.vox.sdk.Vox;
import io.vox.sdk.model.Job;
import io.vox.sdk.model.Run;
import io.vox.sdk.model.RunList;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Requests to evaluate. */
@Command(
        name = "runs",
        description = "Requests to evaluate, with their jobs.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Examples:", "  vox runs list", "  vox runs show run_..."})
public final class RunsCommand {
    @Command(name = "list", description = "Lists runs, the newest first.")
    void list(@Mixin ClientOptions client, @Mixin ListOptions list) {
        Vox vox = client.vox();
        list.show(
                client,
                vox.runs()::listRuns,
                RunList::getData,
                RunList::getNextCursor,
                "runs",
                new TextTable("ID", "STATUS", "WORKFLOW", "EVAL SET", "REGIONS", "CREATED"),
                (table, it) -> table.row(
                        it.getId(),
                        it.getStatus(),
                        it.getJobs().stream()
                                .map(Job::getWorkflowName)
                                .distinct()
                                .toList(),
                        it.getJobs().stream()
                                .map(Job::getEvalSetName)
                                .distinct()
                                .toList(),
                        it.getJobs().stream().map(Job::getRegion).toList(),
                        it.getCreatedAt()));
    }

    @Command(name = "show", description = "Shows a run and its jobs.")
    void show(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "Its id.") String id) {
        Run run = client.vox().runs().getRun(id);
        client.show(run, () -> {
            List<String> lines = new ArrayList<>(new Fields()
                    .with("Id", run.getId())
                    .with("Status", run.getStatus())
                    .with("Created", run.getCreatedAt())
                    .with("Finished", run.getFinishedAt())
                    .lines());
            lines.add("");
            TextTable table = new TextTable("JOB", "REGION", "STATUS", "RESULT");
            run.getJobs().forEach(job -> table.row(job.getId(), job.getRegion(), job.getStatus(), job.getResultId()));
            lines.addAll(table.lines());
            return lines;
        });
    }
}
