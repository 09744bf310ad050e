package io.vox.measurement.board;

import io.vox.measurement.metric.Direction;
import io.vox.measurement.metric.Metric;
import io.vox.measurement.metric.MetricStatistic;
import io.vox.measurement.statistics.DifferenceInterval;
import io.vox.measurement.statistics.Interval;
import io.vox.measurement.statistics.LogScale;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Orders products by one metric and says where each may stand (measurement 3). Of a pair one is surely better if the 95 %
 * interval of their difference, over the regions that both were measured in, excludes 0: an agent is not better for having
 * been called from nearby. There is no composite score.
 */
public final class Ranking {
    private Ranking() {}

    /**
     * A row of a board.
     *
     * @param rank null = provisional or not measured
     */
    public record Row(Standing standing, @Nullable RankInterval rank) {}

    /**
     * Orders products: ranked ones first, the best before the others, those without a value last.
     *
     * @param key one of {@link io.vox.measurement.metric.Metrics#boardKeys()}
     * @param products all measured by one method version
     */
    public static List<Row> by(String key, Collection<Product> products) {
        List<String> versions = products.stream()
                .map(product -> product.standing().metric(key).methodVersion())
                .distinct()
                .toList();
        if (versions.size() > 1) {
            throw new IllegalArgumentException("products measured by different methods: " + versions);
        }
        ToDoubleFunction<Product> badness = product -> badness(key, product);
        List<Product> ordered = products.stream()
                .sorted(Comparator.<Product>comparingInt(product -> isRanked(product) ? 0 : 1)
                        .thenComparingDouble(badness)
                        .thenComparing(Product::id))
                .toList();
        List<Product> ranked = ordered.stream()
                .filter(product -> isRanked(product) && Double.isFinite(badness(key, product)))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (Product product : ordered) {
            rows.add(new Row(product.standing(), ranked.contains(product) ? rank(key, product, ranked) : null));
        }
        return rows;
    }

    private static RankInterval rank(String key, Product product, List<Product> ranked) {
        int better = 0;
        int worse = 0;
        for (Product other : ranked) {
            int sign = other == product ? 0 : compare(key, other, product);
            better += sign < 0 ? 1 : 0;
            worse += sign > 0 ? 1 : 0;
        }
        return new RankInterval(1 + better, ranked.size() - worse);
    }

    /** Returns -1 if the first is surely better, 1 if it is surely worse, 0 if nobody can tell. */
    private static int compare(String key, Product first, Product second) {
        Set<String> common = new TreeSet<>(first.regions(key));
        common.retainAll(second.regions(key));
        if (common.isEmpty()) {
            return 0;
        }
        Metric one = first.figure(key, common);
        Metric two = second.figure(key, common);
        MetricStatistic a = one.main();
        MetricStatistic b = two.main();
        Interval aBounds = bounds(a, one);
        Interval bBounds = bounds(b, two);
        if (a == null || b == null || aBounds == null || bBounds == null) {
            return 0;
        }
        Interval difference = DifferenceInterval.of(scaled(a.value(), one), aBounds, scaled(b.value(), two), bBounds);
        int sign = difference.high() < 0 ? -1 : difference.low() > 0 ? 1 : 0;
        return Direction.of(key) == Direction.LOWER_IS_BETTER ? sign : -sign;
    }

    private static @Nullable Interval bounds(@Nullable MetricStatistic statistic, Metric metric) {
        if (statistic == null) {
            return null;
        }
        Double low = statistic.ciLow();
        Double high = statistic.ciHigh();
        return low == null || high == null ? null : new Interval(scaled(low, metric), scaled(high, metric));
    }

    private static double scaled(double value, Metric metric) {
        return metric.unit().equals("ms") ? LogScale.of(value) : value;
    }

    private static boolean isRanked(Product product) {
        return product.standing().state() == RankState.RANKED;
    }

    /** Returns the value so that less is better, infinity without one. */
    private static double badness(String key, Product product) {
        MetricStatistic statistic = product.standing().metric(key).main();
        if (statistic == null) {
            return Double.POSITIVE_INFINITY;
        }
        return Direction.of(key) == Direction.LOWER_IS_BETTER ? statistic.value() : -statistic.value();
    }
}
