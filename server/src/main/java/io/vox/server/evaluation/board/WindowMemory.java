package io.vox.server.evaluation.board;

import static io.vox.server.schema.Tables.BOARD_CELL;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The windows of all providers, kept between two refreshes while this server is the one that refreshes: a new result costs
 * its own provider only. Windows slide with the hour; then all are read again. Used by one thread at a time.
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

    /** Reads the windows of some providers, or of all if they are outdated. */
    void read(Instant now, Set<String> providers) {
        if (isOutdated(now)) {
            windows.clear();
            read(now, DSL.noCondition());
            hour = Grain.HOUR.floor(now);
        } else if (!providers.isEmpty()) {
            windows.keySet().removeAll(providers);
            read(now, BOARD_CELL.PROVIDER_ID.in(providers));
        }
    }

    private void read(Instant now, Condition providers) {
        Map<String, ProviderWindows> read = new TreeMap<>();
        cells.readWindows(
                now,
                providers,
                (key, cell) -> read.computeIfAbsent(key.providerId(), ProviderWindows::new)
                        .add(key, cell, now));
        read.values().forEach(ProviderWindows::seal);
        windows.putAll(read);
    }

    /** Returns the windows of all providers, by id. */
    Collection<ProviderWindows> all() {
        return windows.values();
    }
}
