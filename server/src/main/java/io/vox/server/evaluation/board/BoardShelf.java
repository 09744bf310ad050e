package io.vox.server.evaluation.board;

import static io.vox.server.schema.Tables.REGION;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.vox.server.platform.problem.NotFoundException;
import io.vox.server.platform.problem.ProblemCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jooq.DSLContext;

/** The newest boards, in memory, ready to be sent. Thread-safe. */
@Singleton
class BoardShelf implements ApplicationEventListener<ServerStartupEvent> {
    private final BoardStore store;
    private final DSLContext database;
    private final JsonMapper json;
    private final Clock clock;
    private final Map<BoardKey, BoardStore.Board> boards = new ConcurrentHashMap<>();
    private final Object updating = new Object();
    private volatile Set<String> regions = Set.of();
    private long version;

    BoardShelf(BoardStore store, DSLContext database, JsonMapper json, Clock clock) {
        this.store = store;
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent started) {
        update();
    }

    /** Fetches what was written meanwhile, by whichever server, and which regions there are. */
    void update() {
        synchronized (updating) {
            regions = database.select(REGION.SLUG).from(REGION).fetchSet(REGION.SLUG);
            for (BoardStore.Stored stored : store.readSince(version)) {
                boards.put(stored.board().key(), stored.board());
                version = stored.version();
            }
        }
    }

    /**
     * Returns a leaderboard.
     *
     * @throws NotFoundException if there is no such region
     */
    BoardStore.Board leaderboard(BoardWindow window, Scope scope, String metric) {
        BoardKey key = BoardKey.leaderboard(window, scope, metric);
        BoardStore.Board board = boards.get(key);
        return board != null
                ? board
                : empty(key, scope, now -> BoardWire.leaderboard(now, window, scope, metric, List.of(), Map.of()));
    }

    /**
     * Returns a chart.
     *
     * @throws NotFoundException if there is no such region
     */
    BoardStore.Board series(SeriesWindow window, Scope scope) {
        BoardKey key = BoardKey.series(window, scope);
        BoardStore.Board board = boards.get(key);
        return board != null ? board : empty(key, scope, now -> BoardWire.series(now, window, scope, List.of()));
    }

    /** Returns the board of a region that is so new that nobody wrote one. Asks no database: that would hold others up. */
    private BoardStore.Board empty(BoardKey key, Scope scope, Function<Instant, Object> body) {
        String region = scope.region();
        if (region != null && !regions.contains(region)) {
            throw new NotFoundException(ProblemCode.REGION_NOT_FOUND, "region");
        }
        BoardStore.Board board = BoardStore.Board.of(key, BoardWire.bytes(json, body.apply(clock.instant())));
        BoardStore.Board present = boards.putIfAbsent(key, board);
        return present == null ? board : present;
    }
}
