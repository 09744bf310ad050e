package io.vox.server.evaluation.board;

import io.vox.measurement.board.Cell;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The cells that results are added to. Those of stretches that are not over are kept between two refreshes while this server
 * is the one that refreshes: they grow all the time and would be read and unpacked again with each. Used by one thread at a
 * time.
 */
@Singleton
class CellMemory {
    private final CellStore store;
    private final Map<PointKey, Map<CellKey, Cell>> stretches = new HashMap<>();

    CellMemory(CellStore store) {
        this.store = store;
    }

    /** Forgets everything, since what is stored may have changed. */
    void clear() {
        stretches.clear();
    }

    /**
     * Adds to the cells what is new, in the caller's transaction.
     *
     * @return all cells of the stretches that something was added to
     */
    Map<PointKey, Map<CellKey, Cell>> add(Map<CellKey, Cell> additions, Instant now) {
        Map<PointKey, Map<CellKey, Cell>> touched = read(additions.keySet());
        Map<CellKey, Cell> sums = new HashMap<>();
        additions.forEach((key, addition) -> sums.put(
                key,
                Objects.requireNonNull(touched.get(key.stretch()))
                        .merge(key, addition, (before, added) -> Cell.merge(List.of(before, added)))));
        store.write(sums);
        stretches.putAll(touched);
        stretches.keySet().removeIf(stretch -> stretch.end().isBefore(now));
        return touched;
    }

    private Map<PointKey, Map<CellKey, Cell>> read(Set<CellKey> keys) {
        Map<PointKey, Map<CellKey, Cell>> found = new HashMap<>();
        Set<PointKey> unknown = new HashSet<>();
        for (CellKey key : keys) {
            Map<CellKey, Cell> known = stretches.get(key.stretch());
            if (known == null) {
                unknown.add(key.stretch());
            } else {
                found.put(key.stretch(), known);
            }
        }
        if (!unknown.isEmpty()) {
            Map<PointKey, Map<CellKey, Cell>> stored = store.read(new ArrayList<>(unknown));
            unknown.forEach(stretch -> found.put(stretch, stored.getOrDefault(stretch, new HashMap<>())));
        }
        return found;
    }
}
