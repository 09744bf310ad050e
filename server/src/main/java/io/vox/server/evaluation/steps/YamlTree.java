package io.vox.server.evaluation.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A YAML document as JSON that knows its lines. The text comes from a stranger: depth, aliases and what they grow to are
 * bounded, and no node is turned into an object of a class that is named in it. The limits are the agent's.
 */
final class YamlTree {
    private static final int MOST_LEVELS = 20;
    private static final int MOST_ALIASES = 100;
    private static final int MOST_NODES = 20_000;
    private static final int MOST_DIGITS = 100;
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setUseMarks(true)
            // Found here, where both lines can be named.
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .build();

    private final Map<String, Integer> lines = new HashMap<>();
    private final JsonNode root;
    private int nodes;

    private YamlTree(Node root) throws YamlException {
        this.root = convert(root, "", 1);
    }

    /**
     * Reads the only document of a text.
     *
     * @throws YamlException if it is none
     */
    static YamlTree parse(String text) throws YamlException {
        try {
            checkLimits(text);
            Node node = new Compose(SETTINGS)
                    .composeString(text)
                    .orElseThrow(() -> new YamlException(1, "there are no steps"));
            return new YamlTree(node);
        } catch (MarkedYamlEngineException e) {
            String problem = e.getProblem() == null ? "cannot be read" : e.getProblem();
            throw new YamlException(
                    e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1),
                    "not valid YAML: "
                            + (problem.contains("TAB") ? "a tab is used for indentation, use spaces" : problem));
        } catch (YamlEngineException e) {
            throw new YamlException(1, "not valid YAML");
        }
    }

    JsonNode root() {
        return root;
    }

    /** Returns the line on which something begins, from 1, by its JSON pointer. */
    int line(String pointer) {
        for (String place = pointer; !place.isEmpty(); place = place.substring(0, place.lastIndexOf('/'))) {
            Integer line = lines.get(place);
            if (line != null) {
                return line;
            }
        }
        return 1;
    }

    /** Walking over events does not recurse, as composing does, which a million brackets would bring to overflow. */
    private static void checkLimits(String text) throws YamlException {
        int levels = 0;
        int aliases = 0;
        int documents = 0;
        for (Event event : new Parse(SETTINGS).parseString(text)) {
            int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> levels++;
                case MappingEnd, SequenceEnd -> levels--;
                case Alias -> aliases++;
                case DocumentStart -> documents++;
                case Comment, DocumentEnd, Scalar, StreamStart, StreamEnd -> {}
            }
            if (isMergeKey(event)) {
                throw new YamlException(line, "merge keys (<<) are not supported, write the fields out");
            }
            if (levels > MOST_LEVELS) {
                throw tooDeep(line);
            }
            if (aliases > MOST_ALIASES) {
                throw new YamlException(line, "has more than " + MOST_ALIASES + " aliases");
            }
            if (documents > 1) {
                throw new YamlException(line, "there is one document, a second one starts here");
            }
        }
    }

    /** Composing would merge at once, and merges of merges grow without end. */
    private static boolean isMergeKey(Event event) {
        return event instanceof ScalarEvent scalar
                && ((scalar.isPlain() && scalar.getValue().equals("<<"))
                        || scalar.getTag().filter(Tag.MERGE.getValue()::equals).isPresent());
    }

    private JsonNode convert(Node node, String pointer, int level) throws YamlException {
        lines.putIfAbsent(pointer, lineOf(node));
        // Aliases of aliases of lists grow by multiplication, and one of itself for ever.
        if (++nodes > MOST_NODES) {
            throw new YamlException(lineOf(node), "is too large, with what its aliases stand for");
        }
        if (level > MOST_LEVELS) {
            throw tooDeep(lineOf(node));
        }
        return switch (node) {
            case MappingNode mapping -> convert(mapping, pointer, level);
            case SequenceNode sequence -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                for (Node item : sequence.getValue()) {
                    array.add(convert(item, pointer + '/' + array.size(), level + 1));
                }
                yield array;
            }
            case ScalarNode scalar -> convert(scalar);
            default -> throw new YamlException(lineOf(node), "has a value that is not supported");
        };
    }

    private ObjectNode convert(MappingNode mapping, String pointer, int level) throws YamlException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            int line = lineOf(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new YamlException(line, "a field name must be a text");
            }
            String name = key.getValue();
            String place = pointer + '/' + name.replace("~", "~0").replace("/", "~1");
            if (object.has(name)) {
                throw new YamlException(
                        line, "duplicate field " + Quote.of(name) + ", first on line " + lines.get(place));
            }
            lines.put(place, line);
            object.set(name, convert(tuple.getValueNode(), place, level + 1));
        }
        return object;
    }

    private static JsonNode convert(ScalarNode scalar) throws YamlException {
        JsonNodeFactory json = JsonNodeFactory.instance;
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.STR)) {
            return json.textNode(scalar.getValue());
        }
        if (tag.equals(Tag.NULL)) {
            return NullNode.getInstance();
        }
        if (tag.equals(Tag.BOOL)) {
            return json.booleanNode(Boolean.parseBoolean(scalar.getValue()));
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return json.numberNode(number(scalar));
        }
        throw new YamlException(lineOf(scalar), "the tag " + Quote.of(tag.getValue()) + " is not supported");
    }

    private static BigDecimal number(ScalarNode scalar) throws YamlException {
        String text = scalar.getValue();
        try {
            if (text.length() <= MOST_DIGITS) {
                BigDecimal number = text.startsWith("0x")
                        ? new BigDecimal(new BigInteger(text.substring(2), 16))
                        : text.startsWith("0o")
                                ? new BigDecimal(new BigInteger(text.substring(2), 8))
                                : new BigDecimal(text);
                // What has more would take for ever to write out.
                if (Math.abs(number.scale()) <= MOST_DIGITS) {
                    return number;
                }
            }
        } catch (NumberFormatException noNumber) {
            throw notANumber(scalar);
        }
        throw notANumber(scalar);
    }

    private static YamlException notANumber(ScalarNode scalar) {
        return new YamlException(lineOf(scalar), Quote.of(scalar.getValue()) + " is no number that can be used");
    }

    private static YamlException tooDeep(int line) {
        return new YamlException(line, "is nested deeper than " + MOST_LEVELS + " levels");
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
