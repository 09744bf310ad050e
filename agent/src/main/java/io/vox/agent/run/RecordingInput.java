package io.vox.agent.run;

import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A recording to be analysed.
 *
 * @param name what it is called in tables
 * @param timeline what the caller played, null = unknown
 */
public record RecordingInput(
        Path file, String name, @Nullable Path timeline) {
    private static final String RECORDING = "recording.wav";
    private static final String TIMELINE = "timeline.json";

    /**
     * Finds the recordings behind an argument: a file, or the WAV files of a folder, or of the conversations of a run
     * folder, which have their timelines beside them.
     *
     * @throws VoxFault {@code bad_argument} if there is none
     */
    public static List<RecordingInput> of(Path argument) {
        if (Files.isRegularFile(argument)) {
            return List.of(new RecordingInput(argument, String.valueOf(argument.getFileName()), null));
        }
        if (!Files.isDirectory(argument)) {
            throw new VoxFault(FaultCode.BAD_ARGUMENT, "no such file or folder: " + argument);
        }
        List<RecordingInput> found = new ArrayList<>();
        for (Path entry : entries(argument)) {
            String name = String.valueOf(entry.getFileName());
            Path recording = entry.resolve(RECORDING);
            if (Files.isRegularFile(entry) && isWav(name)) {
                found.add(inFolder(entry, name));
            } else if (Files.isRegularFile(recording)) {
                found.add(inFolder(recording, name));
            }
        }
        if (found.isEmpty()) {
            throw new VoxFault(FaultCode.BAD_ARGUMENT, "no WAV file in " + argument);
        }
        return found;
    }

    private static RecordingInput inFolder(Path file, String name) {
        Path timeline = file.resolveSibling(TIMELINE);
        boolean ours = String.valueOf(file.getFileName()).equals(RECORDING) && Files.isRegularFile(timeline);
        return new RecordingInput(file, name, ours ? timeline : null);
    }

    private static boolean isWav(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".wav") || lower.endsWith(".wave");
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException unreadable) {
            throw new VoxFault(FaultCode.BAD_ARGUMENT, "cannot list " + folder, unreadable);
        }
    }
}
