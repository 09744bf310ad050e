package io.vox.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Aligns cells in columns. What is not there is shown as a dash. Not thread-safe. */
public final class TextTable {
    private static final String GAP = "  ";
    private static final String NOTHING = "-";

    private final List<List<String>> rows = new ArrayList<>();

    /** Makes a table with a head. */
    public TextTable(String... head) {
        rows.add(List.of(head));
    }

    /** Adds a row. */
    public TextTable row(@Nullable Object... cells) {
        rows.add(Arrays.stream(cells).map(TextTable::text).toList());
        return this;
    }

    /** The lines of the table; none if there is no row but the head. */
    public List<String> lines() {
        if (rows.size() == 1) {
            return List.of();
        }
        int[] widths = new int[rows.getFirst().size()];
        rows.forEach(row -> {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        });
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(column == 0 ? "" : GAP).append(cell).append(" ".repeat(widths[column] - cell.length()));
        }
        return line.toString().stripTrailing();
    }

    /** A value as people read it; a dash = there is none. */
    static String text(@Nullable Object value) {
        String text = Printable.of(Words.of(Objects.requireNonNullElse(value, NOTHING)));
        return text.isEmpty() ? NOTHING : text;
    }
}
