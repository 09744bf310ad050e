package io.vox.cli.board;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.output.Figure;
import io.vox.cli.output.TextTable;
import io.vox.cli.output.Words;
import io.vox.sdk.model.BoardMetric;
import io.vox.sdk.model.Leaderboard;
import io.vox.sdk.model.LeaderboardRow;
import io.vox.sdk.model.Metric;
import io.vox.sdk.model.MetricStatistic;
import io.vox.sdk.model.MetricsWindow;
import io.vox.sdk.model.RankInterval;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who is best by one metric. */
@Command(
        name = "leaderboard",
        description = "Shows who is best by one metric; public.",
        footer = {
            "",
            "Examples:",
            "  vox leaderboard",
            "  vox leaderboard --metric interruptLatency --region eu-west --window month"
        })
public final class LeaderboardCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ClientOptions client;

    @Option(names = "--metric", paramLabel = "METRIC", description = "What to order by (default: responseLatency).")
    private @Nullable BoardMetric metric;

    @Option(names = "--region", paramLabel = "REGION", description = "Only from there (default: worldwide).")
    private @Nullable String region;

    @Option(names = "--window", paramLabel = "WINDOW", description = "day, week or month (default: week).")
    private @Nullable MetricsWindow window;

    @Override
    public void run() {
        Leaderboard board = client.anonymous().metrics().getLeaderboard(metric, region, window, null);
        String key = board.getMetric().getValue();
        TextTable table = new TextTable(
                "RANK",
                "PROVIDER",
                Words.metric(key).toUpperCase(Locale.ROOT),
                "95 % INTERVAL",
                "P95",
                "TURN SUCCESS",
                "CONVERSATIONS",
                "TURNS",
                "STATE");
        board.getData().forEach(row -> add(table, row, key));
        client.show(board, table::lines);
        if (board.getData().isEmpty() && !client.isJson()) {
            client.say("Nobody has been measured in this window.");
        }
    }

    private static void add(TextTable table, LeaderboardRow row, String key) {
        Optional<Metric> metric = Figure.find(row.getMetrics(), key);
        MetricStatistic main = metric.map(Figure::main).orElse(null);
        table.row(
                rank(row.getRank()),
                row.getProvider().getName(),
                metric.map(it -> Figure.of(main, it.getUnit())).orElse(null),
                metric.map(it -> Figure.interval(main, it.getUnit())).orElse(null),
                metric.map(it -> Figure.of(it.getStats().getP95(), it.getUnit()))
                        .orElse(null),
                Figure.main(row.getMetrics(), "turnSuccessRate"),
                row.getConversations().getCounted(),
                row.getnTurns(),
                row.getState().toString().toLowerCase(Locale.ROOT));
    }

    /** Providers that cannot be told apart share places. */
    private static @Nullable String rank(@Nullable RankInterval rank) {
        if (rank == null) {
            return null;
        }
        return rank.getBest().equals(rank.getWorst())
                ? rank.getBest().toString()
                : rank.getBest() + "-" + rank.getWorst();
    }
}
