package io.vox.agent.scenario;

import io.vox.agent.scenario.Utterance.CorpusUtterance;
import io.vox.agent.scenario.Utterance.FileUtterance;
import io.vox.agent.scenario.Utterance.TextUtterance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Writes an application and a scenario into one file, from which {@link ScenarioParser} reads the same again. Fields
 * that have their default value are left out.
 */
public final class ScenarioWriter {
    private ScenarioWriter() {}

    /**
     * Writes a combined file; one that exists is replaced.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(Application application, Scenario scenario, Path target) throws IOException {
        Path folder = AudioFiles.beside(target).folder();
        Path name = target.getFileName();
        String header = "# Run this conversation with: vox run -a " + (name == null ? target : name) + "\n";
        Files.writeString(target, header + toYaml(application, scenario, folder), StandardCharsets.UTF_8);
    }

    /**
     * Returns the text of a combined file.
     *
     * @param folder where the file will be; recordings below it are named relative to it
     */
    public static String toYaml(Application application, Scenario scenario, Path folder) {
        Path base = folder.toAbsolutePath().normalize();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("application", fields(application, base));
        document.put("scenario", fields(scenario, base));
        return dump(document);
    }

    /** Returns the text of a list of steps, as workflows and eval sets hold it; the steps name no files. */
    public static String stepsYaml(List<Step> steps) {
        return dump(steps(steps, Path.of("").toAbsolutePath()));
    }

    private static String dump(Object document) {
        DumpSettings settings = DumpSettings.builder()
                .setSchema(new CoreSchema())
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                // No wrapped lines: a selector or a sentence stays greppable.
                .setWidth(Integer.MAX_VALUE)
                .setDereferenceAliases(true)
                .build();
        return new Dump(settings).dumpToString(document);
    }

    private static Map<String, Object> fields(Application application, Path base) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", application.name());
        if (application.url() != null) {
            fields.put("url", application.url().toString());
        }
        if (application.html() != null) {
            fields.put("html", application.html());
        }
        if (!application.tags().isEmpty()) {
            fields.put("tags", application.tags());
        }
        if (!application.steps().isEmpty()) {
            fields.put("steps", steps(application.steps(), base));
        }
        return fields;
    }

    private static Map<String, Object> fields(Scenario scenario, Path base) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", scenario.name());
        if (!scenario.tags().isEmpty()) {
            fields.put("tags", scenario.tags());
        }
        Background background = scenario.background();
        if (background != null) {
            Map<String, Object> inner = new LinkedHashMap<>();
            inner.put("file", relative(background.file(), base));
            inner.put("level", background.level());
            fields.put("background", inner);
        }
        fields.put("steps", steps(scenario.steps(), base));
        return fields;
    }

    private static List<Map<String, Object>> steps(List<Step> steps, Path base) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Step step : steps) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("action", step.action().yamlName());
            putFields(step, fields, base);
            List<String> metrics = metrics(step);
            if (!metrics.isEmpty()) {
                fields.put("metrics", metrics.size() == 1 ? metrics.get(0) : metrics);
            }
            list.add(fields);
        }
        return list;
    }

    private static List<String> metrics(Step step) {
        List<String> metrics = new ArrayList<>();
        if (step.elapsedTime()) {
            metrics.add("elapsed_time");
        }
        if (step instanceof ListenStep listen && listen.scored()) {
            metrics.add("score");
        }
        return metrics;
    }

    private static void putFields(Step step, Map<String, Object> fields, Path base) {
        switch (step) {
            case ClickStep click -> fields.put("selector", click.selector());
            case FillStep fill -> {
                fields.put("selector", fill.selector());
                fields.put("text", fill.text());
            }
            case TypeStep type -> {
                fields.put("selector", type.selector());
                fields.put("text", type.text());
            }
            case SelectStep select -> {
                fields.put("selector", select.selector());
                putSelection(select.selection(), fields);
            }
            case WaitStep wait -> {
                fields.put("selector", wait.selector());
                putTimeout(wait.timeout(), fields);
            }
            case WaitForElementStep wait -> {
                fields.put("selector", wait.selector());
                putTimeout(wait.timeout(), fields);
            }
            case WaitForVoiceStep wait -> putWaiting(wait.timeout(), wait.optional(), fields);
            case WaitForSilenceStep wait -> putWaiting(wait.timeout(), wait.optional(), fields);
            case SpeakStep speak -> {
                putUtterance(speak.utterance(), fields, base);
                if (speak.expects() == Expectation.NOTHING) {
                    fields.put("expects", "nothing");
                }
                if (!speak.tags().isEmpty()) {
                    fields.put("tags", speak.tags());
                }
            }
            case ListenStep listen -> {
                if (listen.evaluation() != null) {
                    fields.put("evaluation", listen.evaluation());
                }
                if (!listen.contains().isEmpty()) {
                    fields.put("contains", listen.contains());
                }
                putTimeout(listen.timeout(), fields);
            }
            case SleepStep sleep -> fields.put("time", sleep.time().toMillis());
            case ScreenshotStep screenshot -> {
                if (screenshot.filename() != null) {
                    fields.put("filename", screenshot.filename());
                }
            }
            case BargeInStep bargeIn -> {
                putUtterance(bargeIn.utterance(), fields, base);
                putUnlessDefault("after", bargeIn.after(), BargeInStep.DEFAULT_AFTER, fields);
                putTimeout(bargeIn.timeout(), fields);
            }
            case BackchannelStep backchannel -> {
                putUtterance(backchannel.utterance(), fields, base);
                putUnlessDefault("after", backchannel.after(), BackchannelStep.DEFAULT_AFTER, fields);
                putTimeout(backchannel.timeout(), fields);
            }
            case PauseStep pause -> {
                fields.put("first", utterance(pause.first(), base));
                fields.put("then", utterance(pause.then(), base));
                putUnlessDefault("ms", pause.gap(), PauseStep.DEFAULT_GAP, fields);
            }
        }
    }

    private static void putSelection(Selection selection, Map<String, Object> fields) {
        switch (selection) {
            case Selection.ByValues byValues
            when byValues.values().size() == 1 ->
                fields.put("value", byValues.values().get(0));
            case Selection.ByValues byValues -> fields.put("values", byValues.values());
            case Selection.ByText byText -> fields.put("text", byText.text());
            case Selection.Checked checked -> fields.put("checked", checked.checked());
            case Selection.Element _ -> {}
        }
    }

    private static void putWaiting(Duration timeout, boolean optional, Map<String, Object> fields) {
        putTimeout(timeout, fields);
        if (optional) {
            fields.put("optional", true);
        }
    }

    private static void putTimeout(Duration timeout, Map<String, Object> fields) {
        putUnlessDefault("timeout", timeout, StepRules.DEFAULT_TIMEOUT, fields);
    }

    private static void putUnlessDefault(
            String name, Duration value, Duration defaultValue, Map<String, Object> fields) {
        if (!value.equals(defaultValue)) {
            fields.put(name, value.toMillis());
        }
    }

    private static Map<String, Object> utterance(Utterance utterance, Path base) {
        Map<String, Object> fields = new LinkedHashMap<>();
        putUtterance(utterance, fields, base);
        return fields;
    }

    private static void putUtterance(Utterance utterance, Map<String, Object> fields, Path base) {
        switch (utterance) {
            case FileUtterance file -> fields.put("file", relative(file.file(), base));
            case TextUtterance text -> {
                fields.put("text", text.text());
                putVoice(text.voice(), fields);
            }
            case CorpusUtterance corpus -> {
                fields.put("corpus", corpus.id());
                putVoice(corpus.voice(), fields);
            }
        }
    }

    private static void putVoice(@Nullable String voice, Map<String, Object> fields) {
        if (voice != null) {
            fields.put("voice", voice);
        }
    }

    private static String relative(Path file, Path base) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(base) ? base.relativize(absolute).toString() : absolute.toString();
    }
}
