package io.vox.cli.work;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.ListOptions;
import io.vox.cli.output.Figure;
import io.vox.cli.output.TextTable;
import io.vox.sdk.Vox;
import io.vox.sdk.model.Metric;
import io.vox.sdk.model.Result;
import io.vox.sdk.model.ResultList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was found. */
@Command(
        name = "results",
        description = "What was found.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Examples:", "  vox results list --run run_...", "  vox results show res_... --json"})
public final class ResultsCommand {
    @Command(name = "list", description = "Lists results, the newest first.")
    void list(
            @Mixin ClientOptions client,
            @Mixin ListOptions list,
            @Option(names = "--run", paramLabel = "ID", description = "Only those of this run.") @Nullable String run,
            @Option(names = "--job", paramLabel = "ID", description = "Only that of this job.") @Nullable String job,
            @Option(names = "--region", paramLabel = "REGION", description = "Only those from this region.") @Nullable
                    String region,
            @Option(names = "--provider", paramLabel = "ID", description = "Only those of this provider.") @Nullable
                    String provider,
            @Option(names = "--workflow", paramLabel = "ID", description = "Only those of this workflow.") @Nullable
                    String workflow) {
        Vox vox = client.vox();
        list.show(
                client,
                (limit, cursor) -> vox.results().listResults(limit, cursor, run, job, region, provider, workflow),
                ResultList::getData,
                ResultList::getNextCursor,
                "results",
                new TextTable("ID", "PROVIDER", "REGION", "RESPONSE", "P95", "INTERRUPT", "TURN SUCCESS", "MEASURED"),
                (table, it) -> table.row(
                        it.getId(),
                        it.getProvider().getName(),
                        it.getRegion(),
                        Figure.main(it.getMetrics(), "responseLatency"),
                        p95(it.getMetrics()),
                        Figure.main(it.getMetrics(), "interruptLatency"),
                        Figure.main(it.getMetrics(), "turnSuccessRate"),
                        it.getMeasuredAt()));
    }

    @Command(name = "show", description = "Shows a result with every figure.")
    void show(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "Its id.") String id) {
        Result result = client.vox().results().getResult(id);
        client.show(result, () -> ResultText.lines(result));
    }

    private static @Nullable String p95(List<Metric> metrics) {
        return Figure.find(metrics, "responseLatency")
                .map(metric -> Figure.of(metric.getStats().getP95(), metric.getUnit()))
                .orElse(null);
    }
}
