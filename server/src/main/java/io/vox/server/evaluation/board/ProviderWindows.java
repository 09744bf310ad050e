package io.vox.server.evaluation.board;

import io.vox.measurement.board.Cell;
import io.vox.measurement.board.Product;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The windows of one provider, and its figures in them, which are computed when they are first asked for. */
final class ProviderWindows {
    private record Place(BoardWindow window, String methodVersion, String region) {}

    private record Board(BoardWindow window, String methodVersion, Scope scope) {}

    private final String providerId;
    private final Map<Place, List<Cell>> parts = new HashMap<>();
    private final Map<Place, Cell> cells = new HashMap<>();
    private final Map<Board, Optional<Product>> products = new HashMap<>();

    ProviderWindows(String providerId) {
        this.providerId = providerId;
    }

    /** Adds a cell to the windows that it is in; it counts when it is {@link #seal}ed. */
    void add(CellKey key, Cell cell, Instant now) {
        for (BoardWindow window : BoardWindow.values()) {
            Instant since = window.since(now);
            Instant firstDay = Grain.DAY.ceiling(since);
            boolean inside = switch (key.grain()) {
                case DAY -> !key.at().isBefore(firstDay);
                case HOUR -> !key.at().isBefore(since) && key.at().isBefore(firstDay);
                // The same results as in the hours and days.
                case MINUTE, QUARTER, TWO_HOURS -> false;
            };
            if (inside) {
                parts.computeIfAbsent(new Place(window, key.methodVersion(), key.region()), none -> new ArrayList<>())
                        .add(cell);
            }
        }
    }

    /** Merges what was added. */
    void seal() {
        parts.forEach((place, all) ->
                cells.merge(place, Cell.merge(all), (before, added) -> Cell.merge(List.of(before, added))));
        products.keySet()
                .removeIf(board -> parts.keySet().stream()
                        .anyMatch(place -> place.window() == board.window()
                                && place.methodVersion().equals(board.methodVersion())
                                && board.scope().includes(place.region())));
        parts.clear();
    }

    /** Returns the cells of a window in some regions. */
    List<Cell> cells(BoardWindow window, Scope scope) {
        return cells.entrySet().stream()
                .filter(cell -> cell.getKey().window() == window
                        && scope.includes(cell.getKey().region()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Returns its figures; empty if there is no conversation of that method. */
    Optional<Product> product(BoardWindow window, String methodVersion, Scope scope) {
        return Objects.requireNonNull(products.computeIfAbsent(
                new Board(window, methodVersion, scope), board -> compute(window, methodVersion, scope)));
    }

    private Optional<Product> compute(BoardWindow window, String methodVersion, Scope scope) {
        Map<String, Cell> regions = new TreeMap<>();
        cells.forEach((place, cell) -> {
            if (place.window() == window
                    && place.methodVersion().equals(methodVersion)
                    && scope.includes(place.region())) {
                regions.put(place.region(), cell);
            }
        });
        return regions.isEmpty() ? Optional.empty() : Optional.of(new Product(providerId, regions));
    }
}
