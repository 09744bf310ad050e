package io.vox.agent.scenario;

import io.vox.agent.scenario.Utterance.CorpusUtterance;
import io.vox.agent.scenario.Utterance.FileUtterance;
import io.vox.agent.scenario.Utterance.TextUtterance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads the steps of an application or a scenario. */
final class StepReader {
    static final int MAXIMUM_STEPS = 500;
    private static final String ELAPSED_TIME = "elapsed_time";
    private static final String SCORE = "score";

    private final @Nullable AudioFiles audioFiles;

    /**
     * Makes a reader.
     *
     * @param audioFiles null = no files come with the steps, so that they must not name those of this machine
     */
    StepReader(@Nullable AudioFiles audioFiles) {
        this.audioFiles = audioFiles;
    }

    /** Returns the steps that are right; a reader that finds problems reported must not use them. */
    List<Step> read(Node node, Reporter reporter) {
        if (!(node instanceof SequenceNode sequence)) {
            reporter.report(Fields.lineOf(node), "field 'steps' must be a list, was " + Fields.describe(node));
            return List.of();
        }
        List<Node> items = sequence.getValue();
        if (items.isEmpty()) {
            reporter.report(Fields.lineOf(node), "field 'steps' is empty");
        }
        if (items.size() > MAXIMUM_STEPS) {
            reporter.report(
                    Fields.lineOf(items.get(MAXIMUM_STEPS)),
                    "has " + items.size() + " steps, at most " + MAXIMUM_STEPS + " are allowed");
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Step step = readStep(items.get(i), i + 1, reporter);
            if (step != null) {
                steps.add(step);
            }
        }
        return steps;
    }

    private @Nullable Step readStep(Node node, int number, Reporter fileReporter) {
        Reporter unnamed = fileReporter.forStep(number, null);
        if (!(node instanceof MappingNode mapping)) {
            unnamed.report(
                    Fields.lineOf(node), "a step must have an 'action' and fields, was " + Fields.describe(node));
            return null;
        }
        String name = actionName(mapping);
        Reporter reporter = fileReporter.forStep(number, name);
        Fields fields = new Fields(mapping, reporter);
        String written = fields.requiredText("action");
        Action action = written == null ? null : Action.find(written).orElse(null);
        if (action == null) {
            if (written != null) {
                reporter.report(fields.lineOf("action"), unknownAction(written));
            }
            return null;
        }
        int before = reporter.problems().size();
        StepOrigin origin = new StepOrigin(reporter.file(), fields.line(), number);
        Step step = readStep(action, origin, fields);
        fields.reportUnknown();
        return reporter.problems().size() == before ? step : null;
    }

    private static @Nullable String actionName(MappingNode mapping) {
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("action"))
                .map(tuple -> tuple.getValueNode() instanceof ScalarNode value
                                && value.getTag().equals(Tag.STR)
                                && !value.getValue().isBlank()
                                && value.getValue().length() <= 40
                        ? value.getValue()
                        : "")
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static String unknownAction(String written) {
        String nearest = Suggestion.find(written, Action.yamlNames())
                .map(name -> ", did you mean '" + name + "'?")
                .orElse("");
        String shown = written.length() <= 40 ? written : written.substring(0, 37) + "...";
        return "unknown action '" + shown + "'" + nearest + " (actions: " + String.join(", ", Action.yamlNames()) + ")";
    }

    private @Nullable Step readStep(Action action, StepOrigin origin, Fields fields) {
        Metrics metrics = metrics(action, fields);
        boolean elapsedTime = metrics.elapsedTime();
        return switch (action) {
            case CLICK -> {
                String selector = fields.requiredText("selector");
                yield selector == null ? null : new ClickStep(origin, elapsedTime, selector);
            }
            case FILL -> {
                String selector = fields.requiredText("selector");
                fields.required("text");
                String text = fields.anyText("text");
                yield selector == null || text == null ? null : new FillStep(origin, elapsedTime, selector, text);
            }
            case TYPE -> {
                String selector = fields.requiredText("selector");
                fields.required("text");
                String text = fields.anyText("text");
                if (text != null && text.isEmpty()) {
                    fields.report("text", "is empty");
                    yield null;
                }
                yield selector == null || text == null ? null : new TypeStep(origin, elapsedTime, selector, text);
            }
            case SELECT -> {
                String selector = fields.requiredText("selector");
                Selection selection = selection(fields);
                yield selector == null || selection == null
                        ? null
                        : new SelectStep(origin, elapsedTime, selector, selection);
            }
            case WAIT -> {
                String selector = fields.requiredText("selector");
                Duration timeout = timeout(fields);
                yield selector == null ? null : new WaitStep(origin, elapsedTime, selector, timeout);
            }
            case WAIT_FOR_ELEMENT -> {
                String selector = fields.requiredText("selector");
                Duration timeout = timeout(fields);
                yield selector == null ? null : new WaitForElementStep(origin, elapsedTime, selector, timeout);
            }
            case WAIT_FOR_VOICE ->
                new WaitForVoiceStep(origin, elapsedTime, timeout(fields), isTrue(fields, "optional"));
            case WAIT_FOR_SILENCE ->
                new WaitForSilenceStep(origin, elapsedTime, timeout(fields), isTrue(fields, "optional"));
            case SPEAK -> {
                Utterance utterance = utterance(fields, null);
                Expectation expects = expectation(fields);
                List<String> tags = fields.texts("tags");
                yield utterance == null ? null : new SpeakStep(origin, elapsedTime, utterance, expects, tags);
            }
            case LISTEN -> {
                String evaluation = fields.text("evaluation");
                List<String> contains = fields.texts("contains");
                if (metrics.score() && !fields.has("evaluation")) {
                    fields.report("metrics", "asks for a score, which needs the field 'evaluation'");
                    yield null;
                }
                boolean scored = metrics.score() && evaluation != null;
                yield new ListenStep(origin, elapsedTime, scored, evaluation, contains, timeout(fields));
            }
            case SLEEP -> {
                fields.required("time");
                Duration time = fields.milliseconds("time", StepRules.SLEEP_MILLISECONDS);
                yield time == null ? null : new SleepStep(origin, elapsedTime, time);
            }
            case SCREENSHOT -> {
                String filename = fields.text("filename");
                if (filename != null && !StepRules.isScreenshotName(filename)) {
                    fields.report(
                            "filename", "must be a name of letters, digits, '.', '_' and '-' that ends with '.png'");
                    yield null;
                }
                yield new ScreenshotStep(origin, elapsedTime, filename);
            }
            case BARGE_IN -> {
                Utterance utterance = utterance(fields, null);
                Duration after =
                        fields.milliseconds("after", StepRules.BARGE_IN_AFTER_MILLISECONDS, BargeInStep.DEFAULT_AFTER);
                Duration timeout = timeout(fields);
                yield utterance == null ? null : new BargeInStep(origin, elapsedTime, utterance, after, timeout);
            }
            case BACKCHANNEL -> {
                Utterance utterance = utterance(fields, BackchannelStep.DEFAULT_UTTERANCE);
                Duration after = fields.milliseconds(
                        "after", StepRules.BACKCHANNEL_AFTER_MILLISECONDS, BackchannelStep.DEFAULT_AFTER);
                Duration timeout = timeout(fields);
                yield utterance == null ? null : new BackchannelStep(origin, elapsedTime, utterance, after, timeout);
            }
            case PAUSE -> {
                Utterance first = part(fields, "first");
                Utterance then = part(fields, "then");
                Duration gap = fields.milliseconds("ms", StepRules.PAUSE_MILLISECONDS, PauseStep.DEFAULT_GAP);
                yield first == null || then == null ? null : new PauseStep(origin, elapsedTime, first, then, gap);
            }
        };
    }

    private static Duration timeout(Fields fields) {
        return fields.milliseconds("timeout", StepRules.TIMEOUT_MILLISECONDS, StepRules.DEFAULT_TIMEOUT);
    }

    private static boolean isTrue(Fields fields, String name) {
        return Boolean.TRUE.equals(fields.truth(name));
    }

    private record Metrics(boolean elapsedTime, boolean score) {}

    private static Metrics metrics(Action action, Fields fields) {
        List<String> allowed = action == Action.LISTEN ? List.of(ELAPSED_TIME, SCORE) : List.of(ELAPSED_TIME);
        Node node = fields.optional("metrics");
        List<String> wanted;
        if (node instanceof SequenceNode) {
            wanted = fields.texts("metrics");
        } else {
            String one = fields.text("metrics");
            wanted = one == null ? List.of() : List.of(one);
        }
        for (String metric : wanted) {
            if (!allowed.contains(metric)) {
                fields.report("metrics", "has no '" + metric + "' here, possible: " + String.join(", ", allowed));
            }
        }
        return new Metrics(wanted.contains(ELAPSED_TIME), wanted.contains(SCORE));
    }

    private static Expectation expectation(Fields fields) {
        String text = fields.text("expects");
        return switch (text) {
            case null -> Expectation.ANSWER;
            case "answer" -> Expectation.ANSWER;
            case "nothing" -> Expectation.NOTHING;
            default -> {
                fields.report("expects", "must be answer or nothing, was '" + text + "'");
                yield Expectation.ANSWER;
            }
        };
    }

    private static @Nullable Selection selection(Fields fields) {
        List<String> ways = List.of("value", "values", "text", "checked");
        List<String> given = ways.stream().filter(fields::has).toList();
        if (given.size() > 1) {
            fields.report(given.get(1), "cannot stand beside '" + given.get(0) + "', choose in one way");
            return null;
        }
        if (given.isEmpty()) {
            return new Selection.Element();
        }
        return switch (given.get(0)) {
            case "value" -> {
                String value = fields.anyText("value");
                yield value == null ? null : new Selection.ByValues(List.of(value));
            }
            case "values" -> {
                List<String> values = fields.texts("values");
                if (values.isEmpty()
                        && fields.optional("values") instanceof SequenceNode list
                        && list.getValue().isEmpty()) {
                    fields.report("values", "is empty");
                }
                yield values.isEmpty() ? null : new Selection.ByValues(values);
            }
            case "text" -> {
                String text = fields.text("text");
                yield text == null ? null : new Selection.ByText(text);
            }
            default -> {
                Boolean checked = fields.truth("checked");
                yield checked == null ? null : new Selection.Checked(checked);
            }
        };
    }

    private @Nullable Utterance part(Fields fields, String name) {
        if (fields.required(name) == null) {
            return null;
        }
        Fields part = fields.fields(name);
        if (part == null) {
            return null;
        }
        Utterance utterance = utterance(part, null);
        part.reportUnknown();
        return utterance;
    }

    private @Nullable Utterance utterance(Fields fields, @Nullable Utterance fallback) {
        Map<String, Boolean> sources = new TreeMap<>();
        for (String name : List.of("file", "text", "corpus")) {
            if (fields.has(name)) {
                sources.put(name, true);
            }
        }
        String voice = fields.text("voice");
        if (sources.size() > 1) {
            fields.reporter()
                    .report(
                            fields.line(),
                            "needs exactly one of file, text and corpus, has "
                                    + String.join(" and ", sources.keySet()));
            return null;
        }
        if (sources.isEmpty()) {
            if (fields.has("voice")) {
                fields.report("voice", "needs a 'text' or a 'corpus' to speak");
            } else if (fallback == null) {
                fields.reporter().report(fields.line(), "needs exactly one of file, text and corpus, has none");
            }
            return fallback;
        }
        if (sources.containsKey("file")) {
            if (fields.has("voice")) {
                fields.report("voice", "cannot stand beside 'file', a recording has its own");
            }
            Path file = audioFile(fields, "file");
            return file == null ? null : new FileUtterance(file);
        }
        if (sources.containsKey("text")) {
            String text = fields.text("text");
            return text == null ? null : new TextUtterance(text, voice);
        }
        String id = fields.text("corpus");
        if (id != null && !StandardScenarios.CORPUS_IDS.contains(id)) {
            String hint = Suggestion.find(id, StandardScenarios.CORPUS_IDS)
                    .map(nearest -> ", did you mean '" + nearest + "'?")
                    .orElseGet(() -> ", known are " + String.join(", ", StandardScenarios.CORPUS_IDS));
            fields.report("corpus", "has no '" + id + "'" + hint);
            return null;
        }
        return id == null ? null : new CorpusUtterance(voice, id);
    }

    /** Returns an existing file named by a field, or null after a report. */
    @Nullable
    Path audioFile(Fields fields, String name) {
        String written = fields.text(name);
        if (written == null) {
            return null;
        }
        AudioFiles files = audioFiles;
        if (files == null) {
            fields.report(name, "cannot be used here: no files come with these steps; say it by 'text' or 'corpus'");
            return null;
        }
        Path file = files.find(written).orElse(null);
        if (file == null) {
            fields.report(name, "names '" + written + "', which is neither beside this file nor in an assets folder");
        }
        return file;
    }
}
