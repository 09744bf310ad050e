package io.vox.agent.scenario;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads application files, scenario files and files that hold one of each. Immutable and thread-safe. */
public final class ScenarioParser {
    private static final Pattern PARAMETER = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final Pattern FILE_EXTENSION = Pattern.compile("\\.(?:yaml|yml)$", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> parameters;
    private final boolean lenientParameters;

    private ScenarioParser(Map<String, String> parameters, boolean lenientParameters) {
        this.parameters = Map.copyOf(parameters);
        this.lenientParameters = lenientParameters;
    }

    /** Returns a parser that puts these values in the place of <code>{{name}}</code> in a URL. */
    public static ScenarioParser withParameters(Map<String, String> parameters) {
        return new ScenarioParser(parameters, false);
    }

    /** Returns a parser that accepts URL parameters without a value, to check a file and not to run it. */
    public static ScenarioParser forLint() {
        return new ScenarioParser(Map.of(), true);
    }

    /**
     * Reads a file of any kind: with {@code application} or {@code scenario} at the top it holds those, with
     * {@code url} or {@code html} it is an application, else a scenario.
     *
     * @throws ScenarioException with every problem of the file
     */
    public ScenarioDocument parse(Path file) {
        Reporter reporter = Reporter.of(file);
        String text = YamlReader.readText(file, reporter);
        if (text == null) {
            throw reporter.exception();
        }
        return parse(text, file);
    }

    /**
     * Reads the text of a file.
     *
     * @param source the file's name, for messages, and its folder, in which other files are looked up
     * @throws ScenarioException with every problem of the text
     */
    public ScenarioDocument parse(String text, Path source) {
        Reporter reporter = Reporter.of(source);
        Node node = YamlReader.readNode(text, reporter);
        ScenarioDocument document = node == null ? null : document(node, reporter);
        if (document == null || !reporter.problems().isEmpty()) {
            throw reporter.exception();
        }
        return document;
    }

    /**
     * Reads steps that came by themselves, without files: whatever they say must be in {@code text} or {@code corpus}.
     *
     * @param yaml a list of steps; nothing or an empty list = none
     * @param source what to call it in messages
     * @throws ScenarioException with every problem of the text
     */
    public static List<Step> parseSteps(String yaml, String source) {
        Reporter reporter = Reporter.of(Path.of(source));
        if (yaml.isBlank()) {
            return List.of();
        }
        Node node = YamlReader.readNode(yaml, reporter);
        if (node instanceof SequenceNode list && list.getValue().isEmpty()) {
            return List.of();
        }
        List<Step> steps = node == null ? List.of() : new StepReader(null).read(node, reporter);
        if (!reporter.problems().isEmpty()) {
            throw reporter.exception();
        }
        return steps;
    }

    /**
     * Reads an application from its own or from a combined file.
     *
     * @throws ScenarioException with every problem of the file, or if it holds no application
     */
    public Application parseApplication(Path file) {
        return requireApplication(parse(file), file);
    }

    /**
     * Reads a scenario from its own or from a combined file.
     *
     * @throws ScenarioException with every problem of the file, or if it holds no scenario
     */
    public Scenario parseScenario(Path file) {
        return requireScenario(parse(file), file);
    }

    static Application requireApplication(ScenarioDocument document, Path file) {
        Application application = document.application();
        if (application == null) {
            throw new ScenarioException(List.of(new ScenarioProblem(
                    file, 0, 0, null, "holds no application: it needs a field 'url', 'html' or 'application'")));
        }
        return application;
    }

    static Scenario requireScenario(ScenarioDocument document, Path file) {
        Scenario scenario = document.scenario();
        if (scenario == null) {
            throw new ScenarioException(
                    List.of(new ScenarioProblem(file, 0, 0, null, "holds no scenario, but an application")));
        }
        return scenario;
    }

    private @Nullable ScenarioDocument document(Node node, Reporter reporter) {
        if (!(node instanceof MappingNode mapping)) {
            reporter.report(Fields.lineOf(node), "a file must have fields, was " + Fields.describe(node));
            return null;
        }
        Fields fields = new Fields(mapping, reporter);
        Application application = null;
        Scenario scenario = null;
        if (fields.has("application") || fields.has("scenario")) {
            Fields applicationFields = fields.fields("application");
            Fields scenarioFields = fields.fields("scenario");
            fields.reportUnknown();
            application = applicationFields == null ? null : application(applicationFields);
            scenario = scenarioFields == null ? null : scenario(scenarioFields);
        } else {
            // A fresh start, so that a message about an unknown field does not suggest the fields of the other kind.
            boolean isApplication = fields.has("url") || fields.has("html");
            Reporter again = Reporter.of(reporter.file());
            Fields own = new Fields(mapping, again);
            application = isApplication ? application(own) : null;
            scenario = isApplication ? null : scenario(own);
            reporter.problems().clear();
            reporter.problems().addAll(again.problems());
        }
        return application == null && scenario == null ? null : new ScenarioDocument(application, scenario);
    }

    private @Nullable Application application(Fields fields) {
        Path source = fields.reporter().file();
        int before = fields.reporter().problems().size();
        String name = name(fields, source);
        boolean hasUrl = fields.has("url");
        boolean hasHtml = fields.has("html");
        if (hasUrl && hasHtml) {
            fields.reporter().report(fields.lineOf("html"), "both 'url' and 'html' are given, keep one");
        } else if (!hasUrl && !hasHtml) {
            fields.reporter().report(fields.line(), "neither 'url' nor 'html' is given");
        }
        URI url = hasUrl ? url(fields) : null;
        String html = hasHtml ? html(fields, source) : null;
        List<String> tags = fields.texts("tags");
        Node stepsNode = fields.optional("steps");
        List<Step> steps = stepsNode == null
                ? List.of()
                : new StepReader(AudioFiles.beside(source)).read(stepsNode, fields.reporter());
        fields.reportUnknown();
        boolean good = fields.reporter().problems().size() == before;
        return good ? new Application(name, url, html, tags, steps, source) : null;
    }

    private static @Nullable Scenario scenario(Fields fields) {
        Path source = fields.reporter().file();
        int before = fields.reporter().problems().size();
        StepReader stepReader = new StepReader(AudioFiles.beside(source));
        String name = name(fields, source);
        List<String> tags = fields.texts("tags");
        Background background = background(fields, stepReader);
        Node stepsNode = fields.required("steps");
        List<Step> steps = stepsNode == null ? List.of() : stepReader.read(stepsNode, fields.reporter());
        fields.reportUnknown();
        boolean good = fields.reporter().problems().size() == before;
        return good ? new Scenario(name, tags, background, steps, source) : null;
    }

    private static String name(Fields fields, Path source) {
        String name = fields.text("name");
        return name == null ? nameOf(source) : name;
    }

    private static String nameOf(Path source) {
        Path last = source.getFileName();
        String whole = last == null ? "unnamed" : last.toString();
        String name = FILE_EXTENSION.matcher(whole).replaceFirst("");
        return name.isBlank() ? whole : name;
    }

    private @Nullable URI url(Fields fields) {
        String written = fields.text("url");
        if (written == null) {
            return null;
        }
        int before = fields.reporter().problems().size();
        Matcher matcher = PARAMETER.matcher(written);
        String url = matcher.replaceAll(match -> Matcher.quoteReplacement(parameter(match, fields)));
        if (fields.reporter().problems().size() != before) {
            return null;
        }
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if ((!scheme.equals("http") && !scheme.equals("https")) || uri.getRawAuthority() == null) {
                fields.report("url", "must start with http:// or https:// and name a host");
                return null;
            }
            return uri;
        } catch (URISyntaxException e) {
            fields.report("url", "is not a valid URL: " + e.getReason() + " at character " + (e.getIndex() + 1));
            return null;
        }
    }

    private String parameter(MatchResult match, Fields fields) {
        String name = match.group(1);
        String value = parameters.get(name);
        if (value != null) {
            return value;
        }
        if (!lenientParameters) {
            fields.report("url", "needs a value for '" + name + "', give it with --params " + name + "=VALUE");
        }
        return match.start() == 0 ? "http://x" : "x";
    }

    // voice-agent-tester has the text of the page here; a value without any tag can only be the name of a file.
    private static @Nullable String html(Fields fields, Path source) {
        String written = fields.text("html");
        if (written == null || written.contains("<")) {
            return written;
        }
        try {
            Path page = AudioFiles.beside(source).folder().resolve(written).normalize();
            Reporter pageReporter = Reporter.of(page);
            String text = YamlReader.readText(page, pageReporter);
            if (text == null) {
                fields.report(
                        "html",
                        "names '" + written + "': "
                                + pageReporter.problems().get(0).message());
            } else if (text.isBlank()) {
                fields.report("html", "names '" + written + "': is empty");
            }
            return text;
        } catch (InvalidPathException _) {
            fields.report("html", "names '" + written + "': no such file");
            return null;
        }
    }

    private static @Nullable Background background(Fields fields, StepReader stepReader) {
        Node node = fields.optional("background");
        if (node == null) {
            return null;
        }
        if (node instanceof SequenceNode) {
            fields.report("background", "must be a file or have fields of its own, was a list");
            return null;
        }
        if (!(node instanceof MappingNode)) {
            Path file = stepReader.audioFile(fields, "background");
            return file == null ? null : new Background(file, Background.DEFAULT_LEVEL);
        }
        Fields inner = fields.fields("background");
        if (inner == null) {
            return null;
        }
        inner.required("file");
        Path file = stepReader.audioFile(inner, "file");
        BigDecimal level = inner.number("level");
        inner.reportUnknown();
        double factor = level == null ? Background.DEFAULT_LEVEL : level.doubleValue();
        if (!Background.isLevel(factor)) {
            inner.report("level", "must be above 0 and at most 1, was " + level);
            return null;
        }
        return file == null ? null : new Background(file, factor);
    }
}
