package io.vox.agent.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the files that a command line names. Immutable and thread-safe. */
public final class ScenarioFiles {
    private final ScenarioParser parser;

    public ScenarioFiles(ScenarioParser parser) {
        this.parser = parser;
    }

    /**
     * Lists the files behind arguments, each of which is a file, a folder (its {@code *.yaml} and {@code *.yml} files,
     * sorted by name, without those in folders below) or several of them with commas between. A file named twice is
     * listed once.
     *
     * @throws ScenarioException if an argument names nothing
     */
    public static List<Path> expand(List<String> arguments) {
        List<ScenarioProblem> problems = new ArrayList<>();
        Set<Path> files = new LinkedHashSet<>();
        for (String argument : arguments) {
            for (String item : items(argument)) {
                files.addAll(expandItem(item, problems));
            }
        }
        if (files.isEmpty() && problems.isEmpty()) {
            problems.add(problem(Path.of(""), "no file or folder is given"));
        }
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
        return List.copyOf(files);
    }

    /**
     * Reads the conversations of {@code vox run}.
     *
     * @param applications arguments of {@code -a}
     * @param scenarios arguments of {@code -s}; if empty, each application file must hold its own scenario
     * @throws ScenarioException with all problems of all files
     */
    public Matrix readMatrix(List<String> applications, List<String> scenarios, int repeats) {
        List<ScenarioProblem> problems = new ArrayList<>();
        Map<Path, ScenarioDocument> documents = new LinkedHashMap<>();
        List<Path> applicationFiles = expand(applications, problems);
        List<Path> scenarioFiles = scenarios.isEmpty() ? List.of() : expand(scenarios, problems);
        Stream.concat(applicationFiles.stream(), scenarioFiles.stream())
                .distinct()
                .forEach(file -> read(file, documents, problems));

        List<Scenario> separate = new ArrayList<>();
        for (Path file : scenarioFiles) {
            ScenarioDocument document = documents.get(file);
            if (document != null && document.scenario() == null) {
                problems.add(problem(file, "holds no scenario, but an application"));
            } else if (document != null && document.scenario() != null) {
                separate.add(document.scenario());
            }
        }
        List<Matrix.Pair> pairs = new ArrayList<>();
        for (Path file : applicationFiles) {
            ScenarioDocument document = documents.get(file);
            if (document != null) {
                pairs.addAll(pairs(file, document, scenarios.isEmpty() ? null : separate, problems));
            }
        }
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
        return Matrix.ofPairs(pairs, repeats);
    }

    /** Returns all problems of all files behind the arguments; an empty list means that every file is good. */
    public static List<ScenarioProblem> lint(List<String> arguments) {
        List<ScenarioProblem> problems = new ArrayList<>();
        ScenarioFiles files = new ScenarioFiles(ScenarioParser.forLint());
        expand(arguments, problems).forEach(file -> files.read(file, new LinkedHashMap<>(), problems));
        return List.copyOf(problems);
    }

    private static List<Matrix.Pair> pairs(
            Path file, ScenarioDocument document, @Nullable List<Scenario> separate, List<ScenarioProblem> problems) {
        Application application = document.application();
        if (application == null) {
            problems.add(problem(file, "holds no application: it needs a field 'url', 'html' or 'application'"));
            return List.of();
        }
        if (separate != null) {
            return separate.stream()
                    .map(scenario -> new Matrix.Pair(application, scenario))
                    .toList();
        }
        Scenario own = document.scenario();
        if (own == null) {
            problems.add(problem(file, "holds no scenario, give one with -s"));
            return List.of();
        }
        return List.of(new Matrix.Pair(application, own));
    }

    private void read(Path file, Map<Path, ScenarioDocument> documents, List<ScenarioProblem> problems) {
        try {
            documents.put(file, parser.parse(file));
        } catch (ScenarioException e) {
            problems.addAll(e.problems());
        }
    }

    private static List<Path> expand(List<String> arguments, List<ScenarioProblem> problems) {
        try {
            return expand(arguments);
        } catch (ScenarioException e) {
            problems.addAll(e.problems());
            return List.of();
        }
    }

    private static List<String> items(String argument) {
        // A path may itself have a comma in its name.
        Path whole = pathOf(argument);
        if (whole != null && Files.exists(whole)) {
            return List.of(argument);
        }
        return Stream.of(argument.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static List<Path> expandItem(String item, List<ScenarioProblem> problems) {
        Path path = pathOf(item);
        if (path == null || !Files.exists(path)) {
            problems.add(problem(path == null ? Path.of("") : path, "no such file or folder"));
            return List.of();
        }
        if (!Files.isDirectory(path)) {
            return List.of(path.normalize());
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> files = entries.filter(ScenarioFiles::isYamlFile)
                    .map(Path::normalize)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                problems.add(problem(path, "no *.yaml or *.yml file in this folder"));
            }
            return files;
        } catch (IOException e) {
            problems.add(problem(path, "cannot be listed: " + e.getMessage()));
            return List.of();
        }
    }

    private static boolean isYamlFile(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(path);
    }

    private static @Nullable Path pathOf(String text) {
        try {
            return text.isBlank() ? null : Path.of(text);
        } catch (InvalidPathException _) {
            return null;
        }
    }

    private static ScenarioProblem problem(Path file, String message) {
        return new ScenarioProblem(file, 0, 0, null, message);
    }
}
