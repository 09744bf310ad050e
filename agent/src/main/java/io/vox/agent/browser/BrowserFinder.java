package io.vox.agent.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds a Chromium-based browser: the one named by CHROMIUM, one on the PATH, one in a usual place. Immutable. */
public final class BrowserFinder {
    private static final List<String> COMMANDS = List.of(
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "chrome",
            "microsoft-edge",
            "microsoft-edge-stable",
            "msedge");
    private static final List<String> USUAL_PLACES = List.of(
            "/usr/bin/chromium",
            "/snap/bin/chromium",
            "/opt/google/chrome/chrome",
            "/opt/microsoft/msedge/msedge",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
            "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
            "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe");

    private final Map<String, String> environment;
    private final List<String> places;
    private final Path playwrightCache;

    BrowserFinder(Map<String, String> environment, List<String> places, Path playwrightCache) {
        this.environment = Map.copyOf(environment);
        this.places = List.copyOf(places);
        this.playwrightCache = playwrightCache;
    }

    /** A finder for this machine. */
    public static BrowserFinder ofMachine() {
        Path home = Path.of(System.getProperty("user.home"));
        return new BrowserFinder(System.getenv(), USUAL_PLACES, home.resolve(".cache/ms-playwright"));
    }

    /**
     * Finds the browser.
     *
     * @throws IllegalArgumentException if CHROMIUM names a file that cannot be run
     */
    public Optional<Path> find() {
        String named = environment.get("CHROMIUM");
        if (named != null && !named.isBlank()) {
            Path path = Path.of(named);
            if (!isProgram(path)) {
                throw new IllegalArgumentException(
                        "CHROMIUM names " + named + ", which is not a program that can be run");
            }
            return Optional.of(path);
        }
        return onPath().or(this::inUsualPlace).or(this::ofPlaywright);
    }

    private Optional<Path> onPath() {
        @Nullable String path = environment.get("PATH");
        if (path == null) {
            return Optional.empty();
        }
        return COMMANDS.stream()
                .flatMap(command -> Stream.of(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, command)))
                .filter(BrowserFinder::isProgram)
                .findFirst();
    }

    private Optional<Path> inUsualPlace() {
        return places.stream().map(Path::of).filter(BrowserFinder::isProgram).findFirst();
    }

    private Optional<Path> ofPlaywright() {
        if (!Files.isDirectory(playwrightCache)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(playwrightCache, 4)) {
            return files.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return (name.equals("chrome") || name.equals("Chromium")) && Files.isExecutable(file);
                    })
                    .filter(Files::isRegularFile)
                    .max(Comparator.naturalOrder());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    // A folder that may be entered counts as executable too.
    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
