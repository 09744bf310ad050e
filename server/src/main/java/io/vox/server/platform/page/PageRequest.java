package io.vox.server.platform.page;

import io.vox.server.platform.secret.RandomToken;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for. A cursor is no secret and no permission: it only says where to begin, and every query
 * looks by itself at what may be seen. Immutable.
 */
public final class PageRequest {
    private static final int DEFAULT_LIMIT = 50;
    private static final int DIGEST_BYTES = 6;
    /** Visible ASCII: what ids and numbers are made of, and nothing that a database would not take. */
    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");

    private final byte[] list;
    private final int limit;
    private final @Nullable String after;

    private PageRequest(byte[] list, int limit, @Nullable String after) {
        this.list = list;
        this.limit = limit;
        this.after = after;
    }

    /**
     * Reads what was asked for.
     *
     * @param limit most entries of the page, from 1; null = 50, as the contract has it
     * @param cursor of the page before; null = the first page
     * @param list name of the list and the values of all its filters, in the same order each time
     * @throws CursorInvalidException if the cursor is none, or of another list or other filters
     */
    public static PageRequest of(@Nullable Integer limit, @Nullable String cursor, @Nullable Object... list) {
        byte[] digest = Arrays.copyOf(
                RandomToken.sha256(Stream.of(list)
                        .map(String::valueOf)
                        .collect(Collectors.joining("\n"))
                        .getBytes(StandardCharsets.UTF_8)),
                DIGEST_BYTES);
        return new PageRequest(
                digest, limit == null ? DEFAULT_LIMIT : limit, cursor == null ? null : read(cursor, digest));
    }

    /** Returns the same with at most that many entries. */
    public PageRequest atMost(int entries) {
        return new PageRequest(list, Math.min(limit, entries), after);
    }

    /** Returns the key of the last entry of the page before; empty = the first page. */
    public Optional<String> after() {
        return Optional.ofNullable(after);
    }

    /** Returns how many rows to fetch: one more than the page has, to see whether there is a next one. */
    public int rows() {
        return limit + 1;
    }

    /** Keeps the rows behind the page before, in a list that goes up by this column. */
    public Condition above(Field<String> key) {
        return after == null ? DSL.noCondition() : key.gt(after);
    }

    /** Keeps the rows behind the page before, in a list that goes down by this column. */
    public Condition below(Field<String> key) {
        return after == null ? DSL.noCondition() : key.lt(after);
    }

    /** Keeps the rows behind the page before, in a list that goes down by this number. */
    public Condition belowNumber(Field<Integer> key) {
        try {
            return after == null ? DSL.noCondition() : key.lt(Integer.valueOf(after));
        } catch (NumberFormatException notOurs) {
            throw new CursorInvalidException();
        }
    }

    /**
     * Makes the page of what was fetched.
     *
     * @param rows at most {@link #rows} of them
     * @param key of an entry, by which the list is ordered: visible ASCII
     */
    public <T> Page<T> page(List<T> rows, Function<? super T, String> key) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> data = rows.subList(0, limit);
        return new Page<>(data, write(key.apply(data.getLast())));
    }

    private String write(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(list.length + bytes.length)
                        .put(list)
                        .put(bytes)
                        .array());
    }

    private static String read(String cursor, byte[] list) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException notBase64) {
            throw new CursorInvalidException();
        }
        if (bytes.length <= list.length || !Arrays.equals(bytes, 0, list.length, list, 0, list.length)) {
            throw new CursorInvalidException();
        }
        String key = new String(bytes, list.length, bytes.length - list.length, StandardCharsets.US_ASCII);
        if (!KEY.matcher(key).matches()) {
            throw new CursorInvalidException();
        }
        return key;
    }
}
