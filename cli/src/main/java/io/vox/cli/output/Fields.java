package io.vox.cli.output;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing, a line for each of its properties. Not thread-safe. */
public final class Fields {
    private record Field(String name, String value) {}

    private final List<Field> fields = new ArrayList<>();

    /** Adds a property. */
    public Fields with(String name, @Nullable Object value) {
        fields.add(new Field(name, TextTable.text(value)));
        return this;
    }

    /** The lines. */
    public List<String> lines() {
        int width = fields.stream().mapToInt(field -> field.name.length()).max().orElse(0);
        return fields.stream()
                .map(field -> field.name + " ".repeat(width - field.name.length()) + "  " + field.value)
                .toList();
    }
}
