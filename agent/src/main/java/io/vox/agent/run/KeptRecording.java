package io.vox.agent.run;

import io.vox.measurement.audio.WavReader;
import io.vox.measurement.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts a recording into a run folder, where the report looks for it: caller left, agent right. */
public final class KeptRecording {
    private static final int CHUNK_FRAMES = 1 << 14;

    private KeptRecording() {}

    /**
     * Copies a recording.
     *
     * @param swap whether the channels are to change places
     * @throws io.vox.agent.fault.VoxFault {@code disk}
     */
    public static void keep(Path recording, boolean swap, Path folder) {
        Path copy = folder.resolve("recording.wav");
        try {
            Files.createDirectories(folder);
            if (swap) {
                writeSwapped(recording, copy);
            } else {
                Files.copy(recording, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failure) {
            throw RunFolder.disk("write " + copy, failure);
        }
    }

    private static void writeSwapped(Path recording, Path copy) throws IOException {
        try (WavReader reader = WavReader.open(recording);
                WavWriter writer = WavWriter.create(copy, reader.sampleRate(), 2)) {
            float[][] sound = new float[2][CHUNK_FRAMES];
            float[][] swapped = {sound[1], sound[0]};
            for (int count = reader.read(sound, 0, CHUNK_FRAMES);
                    count > 0;
                    count = reader.read(sound, 0, CHUNK_FRAMES)) {
                writer.write(swapped, count);
            }
        }
    }
}
