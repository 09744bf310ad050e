package io.vox.measurement.speech;

import io.vox.measurement.audio.WavReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds speech by energy (measurement 1.3): 10 ms RMS frames every 1 ms, DC removed, at least 30 ms above {@code max(-50
 * dBFS, 4 x noise floor)}, gaps up to 300 ms merged, ends back-dated to the sample that crosses the threshold. A file is
 * streamed twice; memory does not grow with its length. Stateless, thread-safe.
 */
public final class SpeechDetector {
    /** Lowest threshold, dB of full scale (measurement 1.3). */
    public static final double LOWEST_THRESHOLD_DBFS = -50;

    /** Noise floor above which a channel is noisy, dB of full scale (measurement 1.3). */
    public static final double NOISY_DBFS = -40;

    /** Level that stands for digital silence, since its true level is minus infinity. */
    public static final double SILENCE_DBFS = -120;

    static final int LOWEST_SAMPLE_RATE = 8000;

    private static final double FLOOR_FACTOR = 4;
    private static final int BLOCK_FRAMES = 1 << 14;

    private SpeechDetector() {}

    /**
     * Detects speech on each channel of a recording.
     *
     * @return one activity per channel, in the order of the file
     * @throws io.vox.measurement.audio.WavFormatException if the file cannot be read as a WAV recording
     * @throws IllegalArgumentException if the sample rate is below 8000
     */
    public static List<ChannelActivity> detect(Path wav) throws IOException {
        try (WavReader reader = WavReader.open(wav)) {
            int channels = reader.channels();
            requireSampleRate(reader.sampleRate());
            List<NoiseFloorMeter> meters = new ArrayList<>();
            for (int channel = 0; channel < channels; channel++) {
                meters.add(new NoiseFloorMeter(reader.sampleRate()));
            }
            stream(
                    reader::read,
                    channels,
                    (channel, block, length) -> meters.get(channel).accept(block, 0, length));
            reader.seek(0);
            List<Levels> levels = meters.stream().map(Levels::of).toList();
            List<SegmentTracker> trackers = levels.stream()
                    .map(level -> level.tracker(reader.sampleRate()))
                    .toList();
            stream(
                    reader::read,
                    channels,
                    (channel, block, length) -> trackers.get(channel).accept(block, 0, length));
            List<ChannelActivity> activities = new ArrayList<>();
            for (int channel = 0; channel < channels; channel++) {
                activities.add(levels.get(channel)
                        .activity(
                                reader.sampleRate(),
                                reader.frames(),
                                trackers.get(channel).finish()));
            }
            return List.copyOf(activities);
        }
    }

    /**
     * Detects speech in one channel.
     *
     * @param samples in [-1, 1]
     * @throws IllegalArgumentException if the sample rate is below 8000
     */
    public static ChannelActivity detect(float[] samples, int sampleRate) {
        requireSampleRate(sampleRate);
        NoiseFloorMeter meter = new NoiseFloorMeter(sampleRate);
        meter.accept(samples, 0, samples.length);
        Levels levels = Levels.of(meter);
        SegmentTracker tracker = levels.tracker(sampleRate);
        tracker.accept(samples, 0, samples.length);
        return levels.activity(sampleRate, samples.length, tracker.finish());
    }

    static void requireSampleRate(int sampleRate) {
        if (sampleRate < LOWEST_SAMPLE_RATE) {
            throw new IllegalArgumentException(
                    "speech cannot be measured at " + sampleRate + " Hz; 8000 Hz is the lowest rate");
        }
    }

    static double amplitude(double decibels) {
        return Math.pow(10, decibels / 20);
    }

    static double decibels(double amplitude) {
        return amplitude <= amplitude(SILENCE_DBFS) ? SILENCE_DBFS : 20 * Math.log10(amplitude);
    }

    private static void stream(SampleSource source, int channels, BlockListener listener) throws IOException {
        float[][] block = new float[channels][BLOCK_FRAMES];
        int length = source.read(block, 0, BLOCK_FRAMES);
        while (length > 0) {
            for (int channel = 0; channel < channels; channel++) {
                listener.accept(channel, block[channel], length);
            }
            length = source.read(block, 0, BLOCK_FRAMES);
        }
    }

    @FunctionalInterface
    private interface BlockListener {
        void accept(int channel, float[] block, int length);
    }

    private record Levels(double offset, double floor, double threshold) {
        static Levels of(NoiseFloorMeter meter) {
            double floor = meter.floor();
            return new Levels(meter.offset(), floor, Math.max(amplitude(LOWEST_THRESHOLD_DBFS), FLOOR_FACTOR * floor));
        }

        SegmentTracker tracker(int sampleRate) {
            return new SegmentTracker(sampleRate, offset, threshold);
        }

        ChannelActivity activity(int sampleRate, long frames, List<SpeechSegment> segments) {
            double floorDbfs = decibels(floor);
            return new ChannelActivity(
                    sampleRate, frames, floorDbfs, decibels(threshold), floorDbfs > NOISY_DBFS, segments);
        }
    }
}
