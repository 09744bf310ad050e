package io.vox.agent.scenario;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The fields of one mapping. Every method that reads a field reports what is wrong with it and then returns null (or an
 * empty list); {@link #reportUnknown} reports the fields that nobody asked for.
 *
 * <p>Not thread-safe: it belongs to one reading of the file.
 */
final class Fields {
    private final int line;
    private final Reporter reporter;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();

    Fields(MappingNode node, Reporter reporter) {
        this.line = lineOf(node);
        this.reporter = reporter;
        for (NodeTuple tuple : node.getValue()) {
            int keyLine = lineOf(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                reporter.report(keyLine, "a field name must be a text");
                continue;
            }
            String name = key.getValue();
            Integer first = lines.putIfAbsent(name, keyLine);
            if (first == null) {
                values.put(name, tuple.getValueNode());
            } else {
                reporter.report(keyLine, "duplicate field '" + name + "', first on line " + first);
            }
        }
    }

    static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    int line() {
        return line;
    }

    Reporter reporter() {
        return reporter;
    }

    boolean has(String name) {
        known.add(name);
        return values.containsKey(name);
    }

    int lineOf(String name) {
        return lines.getOrDefault(name, line);
    }

    void report(String name, String message) {
        reporter.report(lineOf(name), "field '" + name + "' " + message);
    }

    /** Returns the value of a field that must be there. */
    @Nullable
    Node required(String name) {
        if (!has(name)) {
            reporter.report(line, "missing field '" + name + "'");
        }
        return values.get(name);
    }

    @Nullable
    Node optional(String name) {
        known.add(name);
        return values.get(name);
    }

    @Nullable
    String requiredText(String name) {
        return required(name) == null ? null : text(name);
    }

    /** Returns a text with at least one visible character. */
    @Nullable
    String text(String name) {
        String text = anyText(name);
        if (text != null && text.isBlank()) {
            report(name, "is empty");
            return null;
        }
        return text;
    }

    /** Returns a text that may be empty. */
    @Nullable
    String anyText(String name) {
        Node node = optional(name);
        return node == null ? null : text(name, node);
    }

    List<String> texts(String name) {
        Node node = optional(name);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            report(name, "must be a list of texts, was " + describe(node));
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            String text = text(name, item);
            if (text != null && text.isBlank()) {
                reporter.report(lineOf(item), "field '" + name + "' has an empty item");
            } else if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private @Nullable String text(String name, Node node) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
            return scalar.getValue();
        }
        String advice = node instanceof ScalarNode scalar && isNumberOrTruth(scalar) ? ", put it in quotes" : "";
        reporter.report(lineOf(node), "field '" + name + "' must be a text, was " + describe(node) + advice);
        return null;
    }

    @Nullable
    Boolean truth(String name) {
        Node node = optional(name);
        if (node == null) {
            return null;
        }
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return Boolean.valueOf(scalar.getValue());
        }
        report(name, "must be true or false, was " + describe(node));
        return null;
    }

    /** Returns a time, or null if the field is missing or wrong. */
    @Nullable
    Duration milliseconds(String name, StepRules.Range range) {
        Node node = optional(name);
        if (node == null) {
            return null;
        }
        BigDecimal number = number(node);
        if (number == null || number.stripTrailingZeros().scale() > 0) {
            report(name, "must be a whole number of milliseconds, was " + describe(node));
            return null;
        }
        boolean small = number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
        if (!small || !range.contains(number.longValueExact())) {
            report(name, "must be " + range + " ms, was " + quote(node));
            return null;
        }
        return Duration.ofMillis(number.longValueExact());
    }

    Duration milliseconds(String name, StepRules.Range range, Duration fallback) {
        Duration value = milliseconds(name, range);
        return value == null ? fallback : value;
    }

    @Nullable
    BigDecimal number(String name) {
        Node node = optional(name);
        if (node == null) {
            return null;
        }
        BigDecimal number = number(node);
        if (number == null) {
            report(name, "must be a number, was " + describe(node));
        }
        return number;
    }

    /** Returns the fields of a mapping inside this one. */
    @Nullable
    Fields fields(String name) {
        Node node = optional(name);
        if (node == null) {
            return null;
        }
        if (node instanceof MappingNode mapping) {
            return new Fields(mapping, reporter);
        }
        report(name, "must have fields of its own, was " + describe(node));
        return null;
    }

    /** Reports every field that no other method was asked for. */
    void reportUnknown() {
        for (String name : values.keySet()) {
            if (known.contains(name)) {
                continue;
            }
            String hint = Suggestion.find(name, known)
                    .map(nearest -> ", did you mean '" + nearest + "'?")
                    .orElseGet(() -> ", known are " + String.join(", ", known));
            reporter.report(lineOf(name), "unknown field '" + name + "'" + hint);
        }
    }

    static String describe(Node node) {
        return switch (node) {
            case MappingNode _ -> "a mapping";
            case SequenceNode _ -> "a list";
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
            case ScalarNode scalar when scalar.getTag().equals(Tag.STR) -> "the text " + quote(scalar);
            case ScalarNode scalar when isNumberOrTruth(scalar) -> quote(scalar);
            default -> "a value tagged " + node.getTag().getValue();
        };
    }

    private static boolean isNumberOrTruth(ScalarNode scalar) {
        Tag tag = scalar.getTag();
        return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) || tag.equals(Tag.BOOL);
    }

    private static String quote(Node node) {
        String value = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        String quoted = value.length() <= 60 ? value : value.substring(0, 57) + "...";
        return node.getTag().equals(Tag.STR) ? "'" + quoted + "'" : quoted;
    }

    private static @Nullable BigDecimal number(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return null;
        }
        String value = scalar.getValue();
        try {
            if (scalar.getTag().equals(Tag.INT) && value.startsWith("0x")) {
                return new BigDecimal(new BigInteger(value.substring(2), 16));
            }
            if (scalar.getTag().equals(Tag.INT) && value.startsWith("0o")) {
                return new BigDecimal(new BigInteger(value.substring(2), 8));
            }
            if (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT)) {
                BigDecimal number = new BigDecimal(value);
                // Numbers such as 1e999999999 would take for ever to write out.
                return Math.abs(number.scale()) > 100 ? null : number;
            }
            return null;
        } catch (NumberFormatException _) {
            // .inf and .nan, and numbers tagged by hand.
            return null;
        }
    }
}
