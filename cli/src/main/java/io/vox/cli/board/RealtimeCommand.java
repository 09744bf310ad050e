package io.vox.cli.board;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.output.Figure;
import io.vox.cli.output.TextTable;
import io.vox.sdk.model.RealtimeMetrics;
import io.vox.sdk.model.RealtimePoint;
import io.vox.sdk.model.RealtimeSeries;
import io.vox.sdk.model.RealtimeWindow;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Latencies over time. */
@Command(
        name = "realtime",
        description = "Shows the newest latencies of each provider; --json has all points; public.",
        footer = {"", "Examples:", "  vox realtime --window hour", "  vox realtime --region eu-west --json"})
public final class RealtimeCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ClientOptions client;

    @Option(names = "--region", paramLabel = "REGION", description = "Only from there (default: from all).")
    private @Nullable String region;

    @Option(names = "--window", paramLabel = "WINDOW", description = "hour, day, week or month (default: day).")
    private @Nullable RealtimeWindow window;

    @Override
    public void run() {
        RealtimeMetrics metrics = client.anonymous().metrics().getRealtimeMetrics(region, window, null);
        TextTable table = new TextTable("PROVIDER", "SINCE", "RESPONSE", "P95", "INTERRUPT", "TURN SUCCESS", "TURNS");
        metrics.getSeries().stream()
                .filter(series -> !series.getPoints().isEmpty())
                .forEach(series -> add(table, series));
        client.show(metrics, table::lines);
        if (metrics.getSeries().isEmpty() && !client.isJson()) {
            client.say("Nobody has been measured in this window.");
        }
    }

    private static void add(TextTable table, RealtimeSeries series) {
        RealtimePoint newest = series.getPoints().getLast();
        Double success = newest.getTurnSuccessRate();
        table.row(
                series.getProvider().getName(),
                newest.getAt(),
                Figure.milliseconds(newest.getResponseLatencyMs()),
                Figure.milliseconds(newest.getResponseLatencyP95Ms()),
                Figure.milliseconds(newest.getInterruptLatencyMs()),
                success == null ? null : String.format(Locale.ROOT, "%.0f %%", success * 100),
                newest.getnTurns());
    }
}
