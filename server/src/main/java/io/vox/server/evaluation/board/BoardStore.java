package io.vox.server.evaluation.board;

import static io.vox.server.schema.Tables.BOARD;

import io.vox.server.platform.database.Columns;
import io.vox.server.platform.secret.RandomToken;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jooq.DSLContext;

/** Boards as ready JSON in the database. Thread-safe. */
@Singleton
class BoardStore {
    private static final String WRITE = """
            insert into board (key, body, etag, as_of)
            select key, body, etag, ?::timestamptz from unnest(?::text[], ?::bytea[], ?::text[]) as b (key, body, etag)
            on conflict (key) do update
                set body = excluded.body, etag = excluded.etag, as_of = excluded.as_of, version = excluded.version
            """;

    private static final int TAG_BYTES = 8;

    private final DSLContext database;

    BoardStore(DSLContext database) {
        this.database = database;
    }

    /**
     * A board.
     *
     * @param json ready body
     * @param compressed the same with gzip
     * @param tag stands for the body, hexadecimal
     */
    record Board(BoardKey key, byte[] json, byte[] compressed, String tag) {
        static Board of(BoardKey key, byte[] json) {
            return new Board(key, json, compress(json), digest(json));
        }
    }

    /** A board, and how new it is. */
    record Stored(Board board, long version) {}

    /** Replaces boards, in the caller's transaction. */
    void write(List<Board> boards, Instant asOf) {
        if (boards.isEmpty()) {
            return;
        }
        database.connection(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
                statement.setObject(1, asOf.atOffset(ZoneOffset.UTC));
                Columns columns = new Columns(connection, statement, 1);
                columns.add("text", boards, board -> board.key().value());
                columns.addBytes(boards, Board::compressed);
                columns.add("text", boards, Board::tag);
                statement.executeUpdate();
            }
        });
    }

    /** Reads the boards that changed after a version, oldest change first. */
    List<Stored> readSince(long version) {
        return database.selectFrom(BOARD)
                .where(BOARD.VERSION.gt(version))
                .orderBy(BOARD.VERSION)
                .fetch(row -> new Stored(
                        new Board(new BoardKey(row.getKey()), decompress(row.getBody()), row.getBody(), row.getEtag()),
                        row.getVersion()));
    }

    private static String digest(byte[] json) {
        return HexFormat.of().formatHex(Arrays.copyOf(RandomToken.sha256(json), TAG_BYTES));
    }

    private static byte[] compress(byte[] json) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private static byte[] decompress(byte[] compressed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
