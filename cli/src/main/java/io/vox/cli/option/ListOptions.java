package io.vox.cli.option;

import io.vox.cli.output.TextTable;
import io.vox.cli.shell.CliFailure;
import io.vox.sdk.Pages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much of a list is shown. */
public final class ListOptions {
    private static final int LARGEST_PAGE = 100;

    @Option(
            names = "--limit",
            defaultValue = "50",
            paramLabel = "N",
            description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--all", description = "All of them.")
    private boolean all;

    /**
     * Reads a list and shows it.
     *
     * @param fetch gets a page by its size and the cursor, null = the first one
     * @param noun what the entries are, in the plural
     * @param row puts an entry into the table
     */
    public <P, T> void show(
            ClientOptions client,
            BiFunction<Integer, @Nullable String, P> fetch,
            Function<P, List<T>> entries,
            Function<P, @Nullable String> next,
            String noun,
            TextTable table,
            BiConsumer<TextTable, T> row) {
        if (limit < 1) {
            throw CliFailure.usage("--limit must be at least 1, was " + limit);
        }
        // One more than is shown tells whether there are more.
        long wanted = all ? Long.MAX_VALUE : limit + 1L;
        int page = (int) Math.min(LARGEST_PAGE, wanted);
        List<T> read = Pages.stream(cursor -> fetch.apply(page, cursor), entries, next)
                .limit(wanted)
                .toList();
        boolean hasMore = !all && read.size() > limit;
        List<T> shown = hasMore ? read.subList(0, limit) : read;
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("data", shown);
        document.put("more", hasMore);
        client.show(document, () -> {
            shown.forEach(entry -> row.accept(table, entry));
            return table.lines();
        });
        if (shown.isEmpty() && !client.isJson()) {
            client.say("No " + noun + ".");
        }
        if (hasMore) {
            client.say("There are more " + noun + ": --limit N or --all shows them.");
        }
    }
}
