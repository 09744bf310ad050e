package io.vox.agent.command;

import io.vox.agent.run.output.Printable;
import io.vox.sdk.model.LeaderboardRow;
import io.vox.sdk.model.Metric;
import io.vox.sdk.model.MetricStatistic;
import io.vox.sdk.model.RankInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The leaderboard as lines of text. */
final class LeaderboardTable {
    private LeaderboardTable() {}

    static List<String> lines(List<LeaderboardRow> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(line("Rank", "Provider", "Response latency", "95 % interval", "Interrupt latency", "Turns", "State"));
        for (LeaderboardRow row : rows) {
            MetricStatistic response = median(row, "responseLatency");
            lines.add(line(
                    rank(row.getRank()),
                    Printable.of(row.getProvider().getName()),
                    milliseconds(response),
                    interval(response),
                    milliseconds(median(row, "interruptLatency")),
                    String.valueOf(row.getnTurns()),
                    row.getState().toString().toLowerCase(Locale.ROOT)));
        }
        return lines;
    }

    private static String line(String... cells) {
        return String.format(Locale.ROOT, "%-5s %-28s %16s  %16s  %17s  %5s  %s", (Object[]) cells);
    }

    private static @Nullable MetricStatistic median(LeaderboardRow row, String key) {
        return row.getMetrics().stream()
                .filter(metric -> metric.getKey().equals(key))
                .map(Metric::getStats)
                .findFirst()
                .map(stats -> stats.getMedian())
                .orElse(null);
    }

    private static String milliseconds(@Nullable MetricStatistic statistic) {
        return statistic == null ? "-" : String.format(Locale.ROOT, "%.0f ms", statistic.getValue());
    }

    private static String interval(@Nullable MetricStatistic statistic) {
        return statistic == null || statistic.getCiLow() == null || statistic.getCiHigh() == null
                ? "-"
                : String.format(Locale.ROOT, "%.0f to %.0f ms", statistic.getCiLow(), statistic.getCiHigh());
    }

    /** Providers that cannot be told apart share places. */
    private static String rank(@Nullable RankInterval rank) {
        if (rank == null) {
            return "-";
        }
        return rank.getBest().equals(rank.getWorst())
                ? rank.getBest().toString()
                : rank.getBest() + "-" + rank.getWorst();
    }
}
