package io.vox.measurement.board;

import io.vox.measurement.metric.Basis;
import io.vox.measurement.metric.Metric;
import io.vox.measurement.metric.MetricStatistic;
import io.vox.measurement.metric.Metrics;
import io.vox.measurement.statistics.ClusterBootstrap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A product on a board: its cells of the window by region, and the figures over them, each region with the same weight. Of
 * a metric, regions with fewer than three clusters are left out if another has as many, since their interval would be
 * unknown and a single conversation would weigh as much as all of a large region. Figures are computed once. Thread-safe.
 */
public final class Product {
    private static final int FEWEST_CONVERSATIONS = 25;
    private static final int FEWEST_TURNS = 200;
    private static final int FEWEST_DAYS = 3;
    private static final double LEAST_TURN_SUCCESS = 0.5;
    private static final int FEWEST_TURNS_OF_P95 = 59;
    private static final int FEWEST_CONVERSATIONS_OF_P95 = 50;
    private static final int FEWEST_EVENTS = 10;

    private static final String TURN_SUCCESS = "turnSuccessRate";

    /** Its opportunities are the judged turns that demanded an answer. */
    private static final String ELIGIBLE_TURNS = "falseInterruptRate";

    private final String id;
    private final SortedMap<String, Cell> cells;
    private final Standing standing;
    private final Map<Selection, Metric> figures = new ConcurrentHashMap<>();

    /** A metric over some regions. */
    private record Selection(String key, Set<String> regions) {}

    /**
     * Computes the figures of a product.
     *
     * @param cells by region, at least one, all of one method version
     */
    public Product(String id, Map<String, Cell> cells) {
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("product " + id + " without a cell");
        }
        Cell.requireOneMethod(cells.values());
        this.id = id;
        this.cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
        this.standing = computeStanding();
    }

    /** Returns its id. */
    public String id() {
        return id;
    }

    /** Returns its row. */
    public Standing standing() {
        return standing;
    }

    /** Returns the regions that count for a metric. */
    Set<String> regions(String key) {
        Set<String> large = regionsWith(key, ClusterBootstrap.FEWEST_CLUSTERS);
        return large.isEmpty() ? regionsWith(key, 1) : large;
    }

    /** Computes a metric over some of its regions, nothing hidden. */
    Metric figure(String key, Set<String> regions) {
        return figures.computeIfAbsent(new Selection(key, Set.copyOf(regions)), selection -> compute(key, regions));
    }

    private Metric compute(String key, Set<String> regions) {
        // Without a turn all regions say together why there is none.
        Set<String> chosen = regions.isEmpty() ? cells.keySet() : regions;
        List<Cell> used = cells.entrySet().stream()
                .filter(cell -> chosen.contains(cell.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        ConversationCounts counts =
                ConversationCounts.sum(used.stream().map(Cell::conversations).toList());
        return Metrics.figure(
                key,
                used.stream().map(Cell::tally).toList(),
                Basis.of(
                        used.getFirst().methodVersion(),
                        counts.counted(),
                        counts.harnessFaults(),
                        used.stream().mapToLong(Cell::idSum).sum()));
    }

    private Set<String> regionsWith(String key, int clusters) {
        Set<String> regions = new TreeSet<>();
        cells.forEach((region, cell) -> {
            if (cell.tally().clusters(key) >= clusters) {
                regions.add(region);
            }
        });
        return regions;
    }

    private Standing computeStanding() {
        ConversationCounts conversations = ConversationCounts.sum(
                cells.values().stream().map(Cell::conversations).toList());
        int turns = cells.values().stream()
                .mapToInt(cell -> cell.tally().opportunities(ELIGIBLE_TURNS))
                .sum();
        int days = (int) cells.values().stream()
                .flatMap(cell -> cell.days().stream())
                .distinct()
                .count();
        List<Metric> metrics = Metrics.boardKeys().stream()
                .map(key -> shown(key, figure(key, regions(key))))
                .toList();
        List<String> reasons = new ArrayList<>();
        if (conversations.counted() < FEWEST_CONVERSATIONS) {
            reasons.add("too_few_conversations");
        }
        if (turns < FEWEST_TURNS) {
            reasons.add("too_few_turns");
        }
        if (days < FEWEST_DAYS) {
            reasons.add("too_few_days");
        }
        MetricStatistic success =
                figure(TURN_SUCCESS, regions(TURN_SUCCESS)).stats().get("rate");
        if (success != null && success.value() < LEAST_TURN_SUCCESS) {
            reasons.add("low_turn_success");
        }
        RankState state = reasons.isEmpty() ? RankState.RANKED : RankState.PROVISIONAL;
        return new Standing(id, state, reasons, conversations, turns, days, metrics);
    }

    /** Hides what is too little to be shown on a board (measurement 3). */
    private Metric shown(String key, Metric metric) {
        Set<String> used = regions(key);
        List<String> flags = new ArrayList<>(metric.flags());
        if (used.size() < regionsWith(key, 1).size()) {
            flags.add("small_regions_left_out");
        }
        Map<String, MetricStatistic> stats = new LinkedHashMap<>(metric.stats());
        String reason = metric.reason();
        if (stats.containsKey("rate") && metric.n() < FEWEST_EVENTS) {
            stats.clear();
            reason = "too_few_events";
        }
        if (stats.containsKey("p95")) {
            int ranked = used.stream()
                    .mapToInt(region -> requireCell(region).tally().samples(key))
                    .sum();
            if (ranked < FEWEST_TURNS_OF_P95) {
                stats.remove("p95");
                reason = stats.isEmpty() ? "all_censored" : reason;
            } else if (metric.nConversations() < FEWEST_CONVERSATIONS_OF_P95) {
                flags.add("p95_unqualified");
            }
        }
        return new Metric(
                key,
                metric.unit(),
                metric.n(),
                metric.nMissing(),
                metric.nConversations(),
                metric.methodVersion(),
                reason,
                flags,
                stats);
    }

    private Cell requireCell(String region) {
        return Objects.requireNonNull(cells.get(region), region);
    }
}
