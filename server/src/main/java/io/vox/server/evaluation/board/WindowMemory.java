package io.vox.server.evaluation.board;

import io.vox.measurement.board.Cell;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The windows of all providers, kept between two refreshes while this server is the one that refreshes: a new result costs
 * what it adds. Windows slide with the hour; then all are read again. Used by one thread at a time.
 */
@Singleton
class WindowMemory {
    private final CellStore cells;
    private final Map<String, ProviderWindows> windows = new TreeMap<>();
    private @Nullable Instant hour;

    WindowMemory(CellStore cells) {
        this.cells = cells;
    }

    /** Forgets everything, since what is stored may have changed. */
    void clear() {
        windows.clear();
        hour = null;
    }

    /** Returns whether all windows have to be read, since they slid or nothing is known. */
    boolean isOutdated(Instant now) {
        return !Grain.HOUR.floor(now).equals(hour);
    }

    /** Adds to the windows what was added to cells; nothing while they are outdated, since they will be read. */
    void add(Map<CellKey, Cell> cells, Instant now) {
        if (!isOutdated(now)) {
            cells.forEach((key, cell) -> windows.computeIfAbsent(key.providerId(), ProviderWindows::new)
                    .add(key, cell, now));
        }
    }

    /** Reads the windows if they are outdated, and adds up what was added. */
    void update(Instant now) {
        if (isOutdated(now)) {
            windows.clear();
            cells.readWindows(
                    now,
                    (key, cell) -> windows.computeIfAbsent(key.providerId(), ProviderWindows::new)
                            .add(key, cell, now));
            hour = Grain.HOUR.floor(now);
        }
        windows.values().forEach(ProviderWindows::seal);
    }

    /** Returns the windows of all providers, by id. */
    Collection<ProviderWindows> all() {
        return windows.values();
    }
}
