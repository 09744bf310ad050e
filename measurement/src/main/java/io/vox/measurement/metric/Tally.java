package io.vox.measurement.metric;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What conversations contribute to the metrics of boards, mergeable without loss: figures from merged tallies equal those
 * from the turns themselves. Immutable.
 *
 * @param latencies by key
 * @param rates by key
 */
public record Tally(SortedMap<String, LatencyTally> latencies, SortedMap<String, RateTally> rates) {
    public Tally {
        latencies = Collections.unmodifiableSortedMap(new TreeMap<>(latencies));
        rates = Collections.unmodifiableSortedMap(new TreeMap<>(rates));
    }

    /** Adds tallies of different conversations up. */
    public static Tally merge(List<Tally> parts) {
        return parts.size() == 1
                ? parts.getFirst()
                : new Tally(
                        merge(parts, Tally::latencies, LatencyTally::merge),
                        merge(parts, Tally::rates, RateTally::merge));
    }

    /** Returns how many clusters contributed to a metric. */
    public int clusters(String key) {
        LatencyTally latency = latencies.get(key);
        RateTally rate = rates.get(key);
        return latency != null
                ? latency.histogram().clusters()
                : rate != null ? rate.proportions().clusters() : 0;
    }

    /** Returns how many samples a latency has, known or censored. */
    public int samples(String key) {
        LatencyTally latency = latencies.get(key);
        return latency == null
                ? 0
                : latency.histogram().known() + latency.histogram().censored();
    }

    /** Returns how many opportunities a rate has. */
    public int opportunities(String key) {
        RateTally rate = rates.get(key);
        return rate == null ? 0 : rate.proportions().total().opportunities();
    }

    private static <T> SortedMap<String, T> merge(
            List<Tally> parts, Function<Tally, Map<String, T>> map, Function<List<T>, T> sum) {
        Set<String> keys = new TreeSet<>();
        parts.forEach(part -> keys.addAll(map.apply(part).keySet()));
        SortedMap<String, T> merged = new TreeMap<>();
        for (String key : keys) {
            merged.put(
                    key,
                    sum.apply(parts.stream()
                            .map(map)
                            .filter(part -> part.containsKey(key))
                            .map(part -> part.get(key))
                            .toList()));
        }
        return merged;
    }

    static Set<String> union(List<Set<String>> flags) {
        Set<String> union = new HashSet<>();
        flags.forEach(union::addAll);
        return Set.copyOf(union);
    }
}
