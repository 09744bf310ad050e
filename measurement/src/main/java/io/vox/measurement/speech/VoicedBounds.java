package io.vox.measurement.speech;

import java.util.Arrays;
import java.util.List;

/**
 * First and last voiced sample of a clean asset (measurement 1.2).
 *
 * @param firstFrame at least 0
 * @param lastFrame inclusive, at least firstFrame
 */
public record VoicedBounds(long firstFrame, long lastFrame) {
    private static final double BELOW_LOUDEST_DB = 25;

    public VoicedBounds {
        if (firstFrame < 0 || lastFrame < firstFrame) {
            throw new IllegalArgumentException("no voiced sound from " + firstFrame + " to " + lastFrame);
        }
    }

    /**
     * Computes the bounds with the detector's rules, but for the noise floor: a clean asset may be speech nearly all the
     * way, so its floor is its quietest 10 ms, and the threshold never rises above 25 dB below the loudest.
     *
     * @param clean samples of one channel in [-1, 1]
     * @throws IllegalArgumentException if nothing is voiced, or the sample rate is below 8000
     */
    public static VoicedBounds of(float[] clean, int sampleRate) {
        SpeechDetector.requireSampleRate(sampleRate);
        NoiseFloorMeter meter = new NoiseFloorMeter(sampleRate);
        meter.accept(clean, 0, clean.length);
        double[] levels = levels(clean, meter.offset(), sampleRate / 100);
        double quietest = Arrays.stream(levels).min().orElse(0);
        double loudest = Arrays.stream(levels).max().orElse(0);
        double threshold = Math.max(
                SpeechDetector.amplitude(SpeechDetector.LOWEST_THRESHOLD_DBFS),
                Math.min(4 * quietest, loudest * SpeechDetector.amplitude(-BELOW_LOUDEST_DB)));
        SegmentTracker tracker = new SegmentTracker(sampleRate, meter.offset(), threshold);
        tracker.accept(clean, 0, clean.length);
        List<SpeechSegment> segments = tracker.finish();
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("the asset holds no voiced sound");
        }
        return new VoicedBounds(
                segments.getFirst().onFrame(), segments.getLast().offFrame());
    }

    /** Length from first to last voiced sample, both included. */
    public long voicedFrames() {
        return lastFrame - firstFrame + 1;
    }

    private static double[] levels(float[] clean, double offset, int window) {
        double[] levels = new double[clean.length / window];
        for (int i = 0; i < levels.length; i++) {
            double energy = 0;
            for (int at = i * window; at < (i + 1) * window; at++) {
                double sample = clean[at] - offset;
                energy += sample * sample;
            }
            levels[i] = Math.sqrt(energy / window);
        }
        return levels;
    }
}
