package io.vox.agent.speech;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of an external program, without a shell and without input, ended after a time limit. */
final class Command {
    private static final int SHOWN_CHARACTERS = 300;

    private Command() {}

    /** Whether the program, a name on PATH or a path, is there and may be run. */
    static boolean isInstalled(String program) {
        if (program.contains(File.separator)) {
            return Files.isExecutable(Path.of(program));
        }
        @Nullable String path = System.getenv("PATH");
        if (path == null) {
            return false;
        }
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && isProgram(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    /**
     * Runs a program to its end.
     *
     * @param scratch an existing folder for its output
     * @return what it wrote to standard output
     * @throws SpeechException if it cannot be started, takes longer than the limit or ends with another code than 0
     */
    static String run(List<String> words, Path scratch, Duration limit) throws SpeechException, InterruptedException {
        String name = String.valueOf(Path.of(words.getFirst()).getFileName());
        Path output = scratch.resolve("standard-output");
        Path error = scratch.resolve("standard-error");
        try {
            Process process = new ProcessBuilder(words)
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .redirectOutput(output.toFile())
                    .redirectError(error.toFile())
                    .start();
            try {
                process.getOutputStream().close();
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new SpeechException(name + " did not finish within " + limit.toSeconds() + " s");
                }
            } finally {
                process.destroyForcibly();
            }
            if (process.exitValue() != 0) {
                String reason =
                        Files.readString(error, StandardCharsets.ISO_8859_1).strip();
                throw new SpeechException(name + " failed with exit code " + process.exitValue()
                        + (reason.isEmpty() ? "" : ": " + lastPart(reason)));
            }
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new SpeechException(name + " could not be run: " + failure.getMessage(), failure);
        }
    }

    private static String lastPart(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : "..." + text.substring(text.length() - SHOWN_CHARACTERS);
    }
}
