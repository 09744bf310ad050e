package io.vox.server.evaluation.board;

import static io.vox.server.schema.Tables.PROVIDER;
import static io.vox.server.schema.Tables.REGION;

import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.annotation.Transactional;
import io.vox.measurement.board.Cell;
import io.vox.measurement.board.Product;
import io.vox.measurement.board.Ranking;
import io.vox.measurement.board.SeriesPoint;
import io.vox.measurement.metric.Metrics;
import io.vox.server.evaluation.demo.DemoConfiguration;
import io.vox.server.evaluation.provider.ProviderId;
import io.vox.server.evaluation.provider.ProviderReference;
import io.vox.server.evaluation.provider.ProviderSku;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Folds what is new and writes the boards that it touches, in one transaction. Used by one thread at a time. */
@Singleton
class BoardRefresh {
    /** After so much of a backlog boards are written all the same. */
    private static final Duration LONGEST_FOLD = Duration.ofSeconds(2);

    private final DSLContext database;
    private final WorkerLease lease;
    private final ResultFolder folder;
    private final CellStore store;
    private final CellMemory cells;
    private final PointStore points;
    private final WindowMemory memory;
    private final BoardStore boards;
    private final DemoConfiguration demo;
    private final JsonMapper json;

    /** What was written last, to see which charts have moved on: the begin of the newest stretch, and who had points. */
    private final Map<SeriesWindow, Instant> newestStretches = new LinkedHashMap<>();

    private final Map<SeriesWindow, Set<Scope>> chartsWithPoints = new LinkedHashMap<>();

    BoardRefresh(
            DSLContext database,
            WorkerLease lease,
            ResultFolder folder,
            CellStore store,
            CellMemory cells,
            PointStore points,
            WindowMemory memory,
            BoardStore boards,
            DemoConfiguration demo,
            JsonMapper json) {
        this.database = database;
        this.lease = lease;
        this.folder = folder;
        this.store = store;
        this.cells = cells;
        this.points = points;
        this.memory = memory;
        this.boards = boards;
        this.demo = demo;
        this.json = json;
    }

    /**
     * What was done.
     *
     * @param results that were new
     * @param boards that were written
     */
    record Pass(int results, int boards) {}

    /** Does what there is to do; empty if that is another server's. */
    @Transactional
    Optional<Pass> run() {
        return lease.take().map(held -> {
            if (!held.kept()) {
                forget();
            }
            return pass(held.now());
        });
    }

    /** Forgets what is remembered, since what is stored may have changed. */
    void forget() {
        cells.clear();
        memory.clear();
        newestStretches.clear();
        chartsWithPoints.clear();
    }

    private Pass pass(Instant now) {
        int results = 0;
        Set<Scope> touched = new HashSet<>();
        long deadline = System.nanoTime() + LONGEST_FOLD.toNanos();
        ResultFolder.Folded folded;
        do {
            folded = folder.fold(now);
            results += folded.results();
            folded.cells().keySet().forEach(key -> touched.add(Scope.of(key.region())));
            memory.add(folded.cells(), now);
        } while (folded.more() && System.nanoTime() < deadline);
        if (!touched.isEmpty()) {
            touched.add(Scope.ALL);
        }
        boolean all = memory.isOutdated(now);
        Set<Scope> scopes = all ? allScopes() : touched;
        memory.update(now);
        if (all) {
            store.forget(now);
            points.forget(now);
        }
        Map<String, ProviderReference> references = references();
        List<BoardStore.Board> written = new ArrayList<>();
        for (Scope scope : scopes) {
            for (BoardWindow window : BoardWindow.values()) {
                written.addAll(leaderboards(window, scope, references, now));
            }
        }
        for (SeriesWindow window : SeriesWindow.values()) {
            for (Scope scope : chartsToWrite(window, scopes, now)) {
                written.add(chart(window, scope, references, now));
            }
        }
        boards.write(written, now);
        return new Pass(results, written.size());
    }

    private Set<Scope> chartsToWrite(SeriesWindow window, Set<Scope> scopes, Instant now) {
        Set<Scope> due = new HashSet<>(scopes);
        Instant newest = window.grain().floor(now);
        if (!newest.equals(newestStretches.put(window, newest))) {
            due.addAll(chartsWithPoints.getOrDefault(window, Set.of()));
        }
        return due;
    }

    private List<BoardStore.Board> leaderboards(
            BoardWindow window, Scope scope, Map<String, ProviderReference> references, Instant now) {
        List<Cell> all = memory.all().stream()
                .flatMap(provider -> provider.cells(window, scope).stream())
                .toList();
        List<Product> products = all.isEmpty() ? List.of() : products(window, scope, references, all);
        return Metrics.boardKeys().stream()
                .map(metric -> board(
                        BoardKey.leaderboard(window, scope, metric),
                        BoardWire.leaderboard(now, window, scope, metric, Ranking.by(metric, products), references)))
                .toList();
    }

    private List<Product> products(
            BoardWindow window, Scope scope, Map<String, ProviderReference> references, List<Cell> all) {
        String version = MethodVersions.mostUsed(all);
        return memory.all().stream()
                .flatMap(provider -> provider.product(window, version, scope).stream())
                .filter(product -> references.containsKey(product.id()))
                .toList();
    }

    private BoardStore.Board chart(
            SeriesWindow window, Scope scope, Map<String, ProviderReference> references, Instant now) {
        Map<String, Map<Instant, SeriesPoint>> series = points.read(window, scope, now);
        series.keySet().retainAll(references.keySet());
        Set<Scope> filled = chartsWithPoints.computeIfAbsent(window, none -> new HashSet<>());
        if (series.isEmpty()) {
            filled.remove(scope);
        } else {
            filled.add(scope);
        }
        List<BoardWire.Series> ordered = series.entrySet().stream()
                .map(entry ->
                        new BoardWire.Series(Objects.requireNonNull(references.get(entry.getKey())), entry.getValue()))
                .sorted(Comparator.comparing(one -> one.provider().name()))
                .toList();
        return board(BoardKey.series(window, scope), BoardWire.series(now, window, scope, ordered));
    }

    private BoardStore.Board board(BoardKey key, Object body) {
        return BoardStore.Board.of(key, BoardWire.bytes(json, body));
    }

    private Set<Scope> allScopes() {
        return Stream.concat(
                        Stream.of(Scope.ALL),
                        database.select(REGION.SLUG).from(REGION).fetch(REGION.SLUG).stream()
                                .map(Scope::of))
                .collect(Collectors.toSet());
    }

    /** Returns the providers that may stand on a board: those that everyone may know of. */
    private Map<String, ProviderReference> references() {
        return database.selectFrom(PROVIDER)
                .where(PROVIDER.WORKSPACE_ID.isNull())
                .and(demo.demo() ? DSL.noCondition() : PROVIDER.CALIBRATION.isFalse())
                .fetchMap(
                        PROVIDER.ID,
                        row -> new ProviderReference(
                                new ProviderId(row.getId()),
                                row.getName(),
                                ProviderSku.valueOf(row.getSku()),
                                row.getCalibration()));
    }
}
