package io.vox.measurement.speech;

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
     * Computes the bounds with the detector's rules. An asset may be all speech and hold no silence to take a noise floor
     * from, so the threshold never rises above 25 dB below the loudest 10 ms.
     *
     * @param clean samples of one channel in [-1, 1]
     * @throws IllegalArgumentException if nothing is voiced, or the sample rate is below 8000
     */
    public static VoicedBounds of(float[] clean, int sampleRate) {
        SpeechDetector.requireSampleRate(sampleRate);
        NoiseFloorMeter meter = new NoiseFloorMeter(sampleRate);
        meter.accept(clean, 0, clean.length);
        double loudest = loudest(clean, meter.offset(), sampleRate / 100);
        double threshold = Math.max(
                SpeechDetector.amplitude(SpeechDetector.LOWEST_THRESHOLD_DBFS),
                Math.min(4 * meter.floor(), loudest * SpeechDetector.amplitude(-BELOW_LOUDEST_DB)));
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

    private static double loudest(float[] clean, double offset, int window) {
        double highest = 0;
        for (int from = 0; from + window <= clean.length; from += window) {
            double energy = 0;
            for (int i = from; i < from + window; i++) {
                double sample = clean[i] - offset;
                energy += sample * sample;
            }
            highest = Math.max(highest, energy / window);
        }
        return Math.sqrt(highest);
    }
}
