package io.vox.agent.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Turns text into a tree of YAML nodes that know their lines.
 *
 * <p>The text may come from a stranger: its size, depth and aliases are bounded before a tree is built, and no node is
 * ever turned into an object of a class named in the text.
 */
final class YamlReader {
    static final int MAXIMUM_BYTES = 1024 * 1024;
    private static final int MAXIMUM_DEPTH = 20;
    private static final int MAXIMUM_ALIASES = 100;

    private YamlReader() {}

    /** Returns the text of a file, or null after a report. */
    static @Nullable String readText(Path file, Reporter reporter) {
        try {
            if (Files.isDirectory(file)) {
                reporter.report(0, "is a folder, not a file");
                return null;
            }
            if (!Files.isRegularFile(file)) {
                reporter.report(0, "no such file");
                return null;
            }
            byte[] bytes;
            try (var input = Files.newInputStream(file)) {
                bytes = input.readNBytes(MAXIMUM_BYTES + 1);
            }
            if (bytes.length > MAXIMUM_BYTES) {
                reporter.report(0, "is larger than 1 MB");
                return null;
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            reporter.report(0, "is not UTF-8 text");
            return null;
        } catch (IOException e) {
            reporter.report(0, "cannot be read: " + e.getMessage());
            return null;
        }
    }

    /** Returns the only document of a text, or null after a report. */
    static @Nullable Node readNode(String text, Reporter reporter) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setUseMarks(true)
                // Found again by the caller, who can name the step and both lines.
                .setAllowDuplicateKeys(true)
                .setCodePointLimit(MAXIMUM_BYTES)
                .setMaxAliasesForCollections(MAXIMUM_ALIASES)
                .build();
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try {
            if (!isWithinLimits(plain, settings, reporter)) {
                return null;
            }
            Node node = new Compose(settings).composeString(plain).orElse(null);
            if (node == null) {
                reporter.report(0, "is empty");
            }
            return node;
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            reporter.report(line, "not valid YAML: " + describe(e));
            return null;
        } catch (YamlEngineException e) {
            reporter.report(0, "not valid YAML: " + e.getMessage());
            return null;
        }
    }

    // Composing recurses into nested nodes, walking over events does not: a file of a million brackets must be refused
    // before it overflows the stack.
    private static boolean isWithinLimits(String text, LoadSettings settings, Reporter reporter) {
        int depth = 0;
        int aliases = 0;
        int documents = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                case Alias -> aliases++;
                case DocumentStart -> documents++;
                case Comment, DocumentEnd, Scalar, StreamStart, StreamEnd -> {}
            }
            if (isMergeKey(event)) {
                reporter.report(line, "merge keys (<<) are not supported, write the fields out");
                return false;
            }
            if (depth > MAXIMUM_DEPTH) {
                reporter.report(line, "is nested deeper than " + MAXIMUM_DEPTH + " levels");
                return false;
            }
            if (aliases > MAXIMUM_ALIASES) {
                reporter.report(line, "has more than " + MAXIMUM_ALIASES + " aliases");
                return false;
            }
            if (documents > 1) {
                reporter.report(line, "a file holds one document, a second one starts here");
                return false;
            }
        }
        return true;
    }

    // Composing would merge at once, and merges of merges grow without end.
    private static boolean isMergeKey(Event event) {
        return event instanceof ScalarEvent scalar
                && ((scalar.isPlain() && scalar.getValue().equals("<<"))
                        || scalar.getTag().filter(Tag.MERGE.getValue()::equals).isPresent());
    }

    private static String describe(MarkedYamlEngineException e) {
        String problem = e.getProblem() == null ? String.valueOf(e.getMessage()) : e.getProblem();
        return problem.contains("TAB") ? "a tab is used for indentation, use spaces" : problem;
    }
}
