import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Collects the licences of libraries as they bring them: java scripts/Licences.java LIBRARIES REPOSITORY FOLDER. Writes a list
 * of all, with the names that their POMs in Maven's repository state, and copies the texts that are in them.
 */
final class Licences {
    private static final Pattern TEXT = Pattern.compile("(?i)(META-INF/)?(LICEN[CS]E|NOTICE|COPYRIGHT)[^/]*");
    private static final Pattern NAME = Pattern.compile("(?s)<license>.*?<name>\\s*(.*?)\\s*</name>");
    private static final Pattern PARENT = Pattern.compile("(?s)<parent>.*?</parent>");

    private final Path repository;
    private final Map<String, Path> poms;

    private Licences(Path repository) throws IOException {
        this.repository = repository;
        try (Stream<Path> files = Files.walk(repository)) {
            poms = files.filter(file -> file.toString().endsWith(".pom"))
                    .collect(Collectors.toMap(file -> file.getFileName().toString(), file -> file, (one, other) -> one));
        }
    }

    public static void main(String[] arguments) throws IOException {
        Licences licences = new Licences(Path.of(arguments[1]));
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        try (Stream<Path> libraries = Files.list(Path.of(arguments[0]));
                PrintStream list = new PrintStream(folder.resolve("LIST.txt").toFile(), StandardCharsets.UTF_8)) {
            for (Path library : libraries.sorted().toList()) {
                String name = library.getFileName().toString().replaceFirst("\\.jar$", "");
                copyTexts(library, folder.resolve(name));
                list.println(name + ": " + String.join(", ", licences.of(library)));
            }
        }
    }

    private static void copyTexts(Path library, Path folder) throws IOException {
        try (JarFile jar = new JarFile(library.toFile())) {
            List<JarEntry> texts = jar.stream()
                    .filter(entry -> TEXT.matcher(entry.getName()).matches() && !entry.isDirectory())
                    .toList();
            for (JarEntry text : texts) {
                Path target = Files.createDirectories(folder).resolve(Path.of(text.getName()).getFileName());
                try (InputStream content = jar.getInputStream(text)) {
                    Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Names as the POM beside the library in Maven's repository has them, or one of its parents. */
    private TreeSet<String> of(Path library) {
        Path file = poms.get(library.getFileName().toString().replaceFirst("\\.jar$", ".pom"));
        String pom = file == null ? "" : read(file);
        for (int generation = 0; generation < 6 && !pom.isEmpty(); generation++) {
            TreeSet<String> names = new TreeSet<>();
            NAME.matcher(pom).results().forEach(match -> names.add(match.group(1)));
            if (!names.isEmpty()) {
                return names;
            }
            pom = parent(pom);
        }
        return new TreeSet<>(List.of("see its project"));
    }

    private String parent(String pom) {
        Matcher parent = PARENT.matcher(pom);
        if (!parent.find()) {
            return "";
        }
        String artifact = value(parent.group(), "artifactId");
        String version = value(parent.group(), "version");
        return read(repository
                .resolve(value(parent.group(), "groupId").replace('.', '/'))
                .resolve(artifact)
                .resolve(version)
                .resolve(artifact + "-" + version + ".pom"));
    }

    private static String value(String xml, String element) {
        Matcher value = Pattern.compile("<" + element + ">\\s*(.*?)\\s*</" + element + ">").matcher(xml);
        return value.find() ? value.group(1) : "";
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException unreadable) {
            return "";
        }
    }
}
