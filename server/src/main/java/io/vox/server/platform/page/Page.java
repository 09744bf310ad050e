package io.vox.server.platform.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextCursor what the next page is asked for with; null = this is the last
 */
public record Page<T>(List<T> data, @Nullable String nextCursor) {
    public Page {
        data = List.copyOf(data);
    }

    /** Returns the page with other entries in the same order. */
    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(data.stream().<R>map(change).toList(), nextCursor);
    }
}
