package io.vox.measurement.timeline;

import io.vox.measurement.audio.WavReader;
import io.vox.measurement.speech.VoicedBounds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds where a stimulus really was played, by normalized cross-correlation of its clean asset with the recorded channel
 * (measurement 1.2). Scale, offset and mild filtering of the copy do not matter. Stateless, thread-safe.
 */
public final class StimulusLocator {
    /** Normalized peak below which a match is not reported. */
    public static final double LEAST_CORRELATION = 0.5;

    /** An end that is found lends its frame to the figure, so it has to be this sure. */
    private static final double LEAST_CORRELATION_OF_END = 0.9;

    private static final double END_SECONDS = 0.3;
    private static final double END_SEARCH_SECONDS = 0.1;

    /** Playback may be stopped early: shorter beginnings of the asset are tried where longer ones are not found. */
    private static final double[] NEEDLE_SECONDS = {1.5, 0.6, 0.25};

    /**
     * Looks for the first voiced sample of an asset around the frame where it is expected.
     *
     * @param channel channel of the recording, from 0
     * @param asset clean samples at the recording's rate
     * @param expectedFrame where its first voiced sample was scheduled
     * @param searchFrames how far to look before and after that, at least 0
     * @return empty if the normalized peak is below 0.5
     */
    public Optional<Located> locate(
            Path recording, int channel, float[] asset, VoicedBounds bounds, long expectedFrame, long searchFrames)
            throws IOException {
        try (WavReader reader = WavReader.open(recording)) {
            if (channel < 0 || channel >= reader.channels()) {
                throw new IllegalArgumentException("the recording has no channel " + channel);
            }
            int first = (int) bounds.firstFrame();
            float[] voiced = Arrays.copyOfRange(asset, first, (int) Math.min(asset.length, bounds.lastFrame() + 1));
            int longest = Math.min(voiced.length, (int) (NEEDLE_SECONDS[0] * reader.sampleRate()));
            long from = Math.clamp(expectedFrame - searchFrames, 0, reader.frames());
            long latest = Math.clamp(expectedFrame + searchFrames, from, reader.frames());
            float[] window = window(reader, channel, from, Math.toIntExact(latest - from) + longest);
            return locateBeginning(window, voiced, reader.sampleRate())
                    .map(found -> new Located(from + found.firstVoicedFrame(), found.correlation()));
        }
    }

    /**
     * Looks for the last voiced sample of an asset within 100 ms of the frame where it is expected: less sound than that is
     * lost or inserted by a buffer.
     *
     * @param channel channel of the recording, from 0
     * @param asset clean samples at the recording's rate
     * @param expectedFrame where its last voiced sample should be
     * @return empty unless the normalized peak of the last 300 ms is at least 0.9
     */
    public OptionalLong locateEnd(Path recording, int channel, float[] asset, VoicedBounds bounds, long expectedFrame)
            throws IOException {
        try (WavReader reader = WavReader.open(recording)) {
            if (channel < 0 || channel >= reader.channels()) {
                throw new IllegalArgumentException("the recording has no channel " + channel);
            }
            int end = (int) Math.min(asset.length, bounds.lastFrame() + 1);
            int length = (int) Math.min(end - bounds.firstFrame(), (long) (END_SECONDS * reader.sampleRate()));
            int search = (int) (END_SEARCH_SECONDS * reader.sampleRate());
            long from = Math.clamp(expectedFrame + 1 - length - search, 0, reader.frames());
            float[] window = window(reader, channel, from, length + 2 * search);
            return locate(window, Arrays.copyOfRange(asset, end - length, end))
                    .filter(found -> found.correlation() >= LEAST_CORRELATION_OF_END)
                    .map(found -> OptionalLong.of(from + found.firstVoicedFrame() + length - 1))
                    .orElseGet(OptionalLong::empty);
        }
    }

    /**
     * Looks for a sound anywhere in another.
     *
     * @return frame of the needle's first sample; empty if the normalized peak is below 0.5
     */
    public Optional<Located> locate(float[] haystack, float[] needle) {
        return NormalizedCorrelation.peak(withoutOffset(haystack), withoutOffset(needle))
                .filter(found -> found.correlation() >= LEAST_CORRELATION);
    }

    /**
     * Looks for a sound that begins within a range of frames.
     *
     * @param fromFrame earliest frame of the needle's first sample
     * @param toFrame latest frame of the needle's first sample, inclusive
     * @return frame in the haystack of the needle's first sample; empty if the normalized peak is below 0.5
     */
    public Optional<Located> locate(float[] haystack, float[] needle, long fromFrame, long toFrame) {
        int from = (int) Math.clamp(fromFrame, 0L, (long) haystack.length);
        int end = (int) Math.clamp(toFrame + needle.length, (long) from, (long) haystack.length);
        return locate(Arrays.copyOfRange(haystack, from, end), needle)
                .map(found -> new Located(from + found.firstVoicedFrame(), found.correlation()));
    }

    /** Where the recording ends early the window is padded, so that a sound cut off by the end still fits. */
    private static float[] window(WavReader reader, int channel, long from, int length) throws IOException {
        float[] window = new float[length];
        float[][] planes = new float[channel + 1][];
        Arrays.setAll(planes, plane -> plane == channel ? window : new float[length]);
        reader.seek(from);
        reader.read(planes, 0, length);
        return window;
    }

    private Optional<Located> locateBeginning(float[] window, float[] voiced, int sampleRate) {
        int previous = 0;
        for (double seconds : NEEDLE_SECONDS) {
            int length = Math.min(voiced.length, (int) (seconds * sampleRate));
            if (length == previous) {
                continue;
            }
            Optional<Located> found = locate(window, Arrays.copyOf(voiced, length));
            if (found.isPresent()) {
                return found;
            }
            previous = length;
        }
        return Optional.empty();
    }

    private static float[] withoutOffset(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += sample;
        }
        float mean = samples.length == 0 ? 0 : (float) (sum / samples.length);
        float[] centred = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            centred[i] = samples[i] - mean;
        }
        return centred;
    }
}
