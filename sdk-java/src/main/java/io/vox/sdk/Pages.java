package io.vox.sdk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads lists that come in pages. */
public final class Pages {
    private Pages() {}

    /**
     * Streams the entries of a list; a page is fetched when the entries of the one before are used up.
     *
     * <pre>{@code
     * Pages.stream(cursor -> vox.projects().listProjects(100, cursor), ProjectList::getData, ProjectList::getNextCursor)
     * }</pre>
     *
     * @param fetch gets the page of a cursor; null = the first page
     * @param entries what is on a page
     * @param next the cursor of the page after; null = there is none
     */
    public static <P, T> Stream<T> stream(
            Function<@Nullable String, P> fetch, Function<P, List<T>> entries, Function<P, @Nullable String> next) {
        Iterator<T> all = new PagedIterator<>(fetch, entries, next);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(all, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    private static final class PagedIterator<P, T> implements Iterator<T> {
        private final Function<@Nullable String, P> fetch;
        private final Function<P, List<T>> entries;
        private final Function<P, @Nullable String> next;
        private final Deque<T> page = new ArrayDeque<>();
        private @Nullable String cursor;
        private boolean isLast;

        PagedIterator(
                Function<@Nullable String, P> fetch, Function<P, List<T>> entries, Function<P, @Nullable String> next) {
            this.fetch = fetch;
            this.entries = entries;
            this.next = next;
        }

        @Override
        public boolean hasNext() {
            // Filters can leave a page empty and the list not at its end.
            while (page.isEmpty() && !isLast) {
                P fetched = fetch.apply(cursor);
                page.addAll(entries.apply(fetched));
                String following = next.apply(fetched);
                if (following != null && following.equals(cursor)) {
                    throw new DecodingException("The list does not go on: the same cursor was answered twice.", null);
                }
                cursor = following;
                isLast = following == null;
            }
            return !page.isEmpty();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("The list has no more entries.");
            }
            return page.removeFirst();
        }
    }
}
