package io.vox.server.evaluation.board;

import io.micronaut.json.JsonMapper;
import io.vox.api.model.BoardMetric;
import io.vox.api.model.ConversationCounts;
import io.vox.api.model.Leaderboard;
import io.vox.api.model.LeaderboardRow;
import io.vox.api.model.Metric;
import io.vox.api.model.MetricStatistic;
import io.vox.api.model.MetricStatistics;
import io.vox.api.model.MetricUnit;
import io.vox.api.model.MetricsWindow;
import io.vox.api.model.RankInterval;
import io.vox.api.model.RankState;
import io.vox.api.model.RealtimeMetrics;
import io.vox.api.model.RealtimePoint;
import io.vox.api.model.RealtimeSeries;
import io.vox.api.model.RealtimeWindow;
import io.vox.measurement.board.Ranking;
import io.vox.measurement.board.SeriesPoint;
import io.vox.measurement.board.Standing;
import io.vox.server.evaluation.provider.ProviderReference;
import io.vox.server.evaluation.provider.ProviderWire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Boards as the contract shows them. */
final class BoardWire {
    private BoardWire() {}

    /** A line of a chart, oldest point first. */
    record Series(ProviderReference provider, Map<Instant, SeriesPoint> points) {}

    /** Reads a window; null = the usual one. */
    static BoardWindow window(@Nullable MetricsWindow window) {
        return window == null ? BoardWindow.WEEK : BoardWindow.valueOf(window.name());
    }

    /** Reads a window; null = the usual one. */
    static SeriesWindow window(@Nullable RealtimeWindow window) {
        return window == null ? SeriesWindow.DAY : SeriesWindow.valueOf(window.name());
    }

    /** Reads a metric; null = the usual one. */
    static String metric(@Nullable BoardMetric metric) {
        return Objects.requireNonNullElse(metric, BoardMetric.RESPONSE_LATENCY).getValue();
    }

    static Leaderboard leaderboard(
            Instant asOf,
            BoardWindow window,
            Scope scope,
            String metric,
            List<Ranking.Row> rows,
            Map<String, ProviderReference> providers) {
        return new Leaderboard(
                utc(asOf.truncatedTo(ChronoUnit.MILLIS)),
                MetricsWindow.valueOf(window.name()),
                scope.region(),
                BoardMetric.fromValue(metric),
                rows.stream()
                        .map(row -> row(
                                row,
                                Objects.requireNonNull(
                                        providers.get(row.standing().product()))))
                        .toList());
    }

    static RealtimeMetrics series(Instant asOf, SeriesWindow window, Scope scope, List<Series> series) {
        return new RealtimeMetrics(
                utc(asOf.truncatedTo(ChronoUnit.MILLIS)),
                RealtimeWindow.valueOf(window.name()),
                scope.region(),
                (int) window.grain().length().toSeconds(),
                series.stream()
                        .map(one -> new RealtimeSeries(
                                ProviderWire.reference(one.provider()),
                                one.points().entrySet().stream()
                                        .map(point -> point(point.getKey(), point.getValue()))
                                        .toList()))
                        .toList());
    }

    static byte[] bytes(JsonMapper json, Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LeaderboardRow row(Ranking.Row row, ProviderReference provider) {
        Standing standing = row.standing();
        io.vox.measurement.board.RankInterval rank = row.rank();
        io.vox.measurement.board.ConversationCounts counts = standing.conversations();
        return new LeaderboardRow(
                ProviderWire.reference(provider),
                RankState.valueOf(standing.state().name()),
                standing.reasons(),
                rank == null ? null : new RankInterval(rank.best(), rank.worst()),
                new ConversationCounts(
                        counts.held(),
                        counts.counted(),
                        counts.agentFaults(),
                        counts.harnessFaults(),
                        counts.unavailable(),
                        counts.canceled()),
                standing.nTurns(),
                standing.nDays(),
                standing.metrics().stream().map(BoardWire::metric).toList());
    }

    private static Metric metric(io.vox.measurement.metric.Metric metric) {
        return new Metric(
                metric.key(),
                MetricUnit.fromValue(metric.unit()),
                metric.n(),
                metric.nMissing(),
                metric.nConversations(),
                metric.methodVersion(),
                metric.reason(),
                metric.flags(),
                new MetricStatistics()
                        .median(statistic(metric, "median"))
                        .sd(statistic(metric, "sd"))
                        .p95(statistic(metric, "p95"))
                        .rate(statistic(metric, "rate"))
                        .score(statistic(metric, "score")));
    }

    private static @Nullable MetricStatistic statistic(io.vox.measurement.metric.Metric metric, String name) {
        io.vox.measurement.metric.MetricStatistic statistic = metric.stats().get(name);
        return statistic == null
                ? null
                : new MetricStatistic(
                        rounded(statistic.value()),
                        rounded(statistic.ciLow()),
                        rounded(statistic.ciHigh()),
                        statistic.censored());
    }

    private static RealtimePoint point(Instant at, SeriesPoint point) {
        return new RealtimePoint(
                utc(at),
                point.conversations(),
                point.turns(),
                point.responseLatencyMs(),
                point.responseLatencyP95Ms(),
                point.interruptLatencyMs(),
                rounded(point.turnSuccessRate()));
    }

    /** Digits beyond these say nothing and would be half of the body. */
    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : (Double) (Math.round(value * 1e6) / 1e6);
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
