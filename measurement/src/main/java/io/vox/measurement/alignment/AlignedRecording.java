package io.vox.measurement.alignment;

import io.vox.measurement.audio.WavReader;
import io.vox.measurement.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Writes a recording again with each side moved to where it was on the shared clock. */
public final class AlignedRecording {
    private static final int BLOCK_FRAMES = 1 << 15;

    private AlignedRecording() {}

    /**
     * Writes {@code target}, as long as {@code source}; where a side was moved away from, there is silence.
     *
     * @param delays as {@link DelayFinder} found them
     */
    public static void write(Path source, Path target, List<Delay> delays) throws IOException {
        try (WavReader reader = WavReader.open(source);
                WavWriter writer = WavWriter.create(target, reader.sampleRate(), 2)) {
            float[][] aligned = new float[2][BLOCK_FRAMES];
            for (long frame = 0; frame < reader.frames(); frame += BLOCK_FRAMES) {
                int frames = (int) Math.min(BLOCK_FRAMES, reader.frames() - frame);
                for (int channel = 0; channel < 2; channel++) {
                    Arrays.fill(aligned[channel], 0);
                    for (Stretch stretch : Stretch.of(channel, delays, reader.frames())) {
                        copy(reader, stretch, channel, frame, frames, aligned[channel]);
                    }
                }
                writer.write(aligned, frames);
            }
        }
    }

    /**
     * Where a recorded frame of one side went.
     *
     * @return the frame in the aligned recording, at least 0
     */
    public static long moved(int channel, long frame, List<Delay> delays) {
        long delay = 0;
        for (Delay candidate : delays) {
            if (candidate.channel() == channel && candidate.fromFrame() <= frame) {
                delay = candidate.frames();
            }
        }
        return Math.max(0, frame - delay);
    }

    /** A stretch of the source that moves as one. */
    private record Stretch(long from, long to, long delay) {
        static List<Stretch> of(int channel, List<Delay> delays, long frames) {
            List<Delay> own =
                    delays.stream().filter(delay -> delay.channel() == channel).toList();
            if (own.isEmpty()) {
                return List.of(new Stretch(0, frames, 0));
            }
            return java.util.stream.IntStream.range(0, own.size())
                    .mapToObj(i -> new Stretch(
                            own.get(i).fromFrame(),
                            i + 1 < own.size() ? own.get(i + 1).fromFrame() : frames,
                            own.get(i).frames()))
                    .toList();
        }
    }

    private static void copy(WavReader reader, Stretch stretch, int channel, long frame, int frames, float[] into)
            throws IOException {
        long from = Math.max(stretch.from(), frame + stretch.delay());
        long to = Math.min(stretch.to(), frame + frames + stretch.delay());
        if (from >= to) {
            return;
        }
        float[][] planes = new float[reader.channels()][(int) (to - from)];
        reader.seek(from);
        int read = 0;
        while (read < planes[0].length) {
            int count = reader.read(planes, read, planes[0].length - read);
            if (count < 0) {
                break;
            }
            read += count;
        }
        System.arraycopy(planes[channel], 0, into, (int) (from - stretch.delay() - frame), read);
    }
}
