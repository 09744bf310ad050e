package io.vox.agent.scenario;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the files that a scenario names: beside the scenario, then in a folder {@code assets} beside it or up to two
 * levels above, where voice-agent-tester keeps them.
 */
record AudioFiles(Path folder) {
    static AudioFiles beside(Path source) {
        Path parent = source.toAbsolutePath().normalize().getParent();
        return new AudioFiles(parent == null ? source.toAbsolutePath() : parent);
    }

    Optional<Path> find(String name) {
        try {
            return Stream.of("", "assets", "../assets", "../../assets")
                    .map(place -> folder.resolve(place).resolve(name).normalize())
                    .filter(Files::isRegularFile)
                    .findFirst();
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }
}
