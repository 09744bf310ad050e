package io.vox.agent.run.output;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Aligns cells in columns. Widths are those of the plain text; colour is laid over it. Not thread-safe. */
final class TextTable {
    private static final String GAP = "  ";

    private record Cell(String text, UnaryOperator<String> ink) {}

    private final List<List<Cell>> rows = new ArrayList<>();
    private final List<Integer> rightAligned;

    /** Makes an empty table. */
    TextTable(List<Integer> rightAligned) {
        this.rightAligned = List.copyOf(rightAligned);
    }

    TextTable head(Ink ink, String... cells) {
        row(cells);
        for (int column = 0; column < cells.length; column++) {
            ink(column, ink::bold);
        }
        return this;
    }

    TextTable row(String... cells) {
        List<Cell> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(new Cell(Printable.of(cell), UnaryOperator.identity()));
        }
        rows.add(row);
        return this;
    }

    /** Colours a cell of the last row. */
    TextTable ink(int column, UnaryOperator<String> ink) {
        List<Cell> row = rows.getLast();
        row.set(column, new Cell(row.get(column).text(), ink));
        return this;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (List<Cell> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                Cell cell = row.get(column);
                String padding = " ".repeat(width(column) - cell.text().length());
                String inked = cell.text().isEmpty() ? "" : cell.ink().apply(cell.text());
                line.append(column == 0 ? "" : GAP);
                line.append(rightAligned.contains(column) ? padding + inked : inked + padding);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> row.get(column).text().length())
                .max()
                .orElse(0);
    }
}
