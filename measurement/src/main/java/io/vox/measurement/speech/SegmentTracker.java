package io.vox.measurement.speech;

import java.util.ArrayList;
import java.util.List;

/**
 * Second pass over one channel: finds the segments (measurement 1.3). The sound is cut into slots of 1 ms; a window is
 * ten of them, and each window's energy is summed anew from its slots, so that no rounding error can pile up. Holds
 * about a second of sound. Not thread-safe.
 */
final class SegmentTracker {
    private static final int WINDOW_SLOTS = 10;
    private static final int KEPT_SLOTS = WINDOW_SLOTS + 1;
    private static final int BLOCK_SLOTS = 1000;
    private static final long NONE = -1;

    private final int sampleRate;
    private final double offset;
    private final double threshold;
    private final long shortestFrames;
    private final long longestGapFrames;
    private final float[] samples;
    private final double[] energies = new double[KEPT_SLOTS + BLOCK_SLOTS + 2];
    private final List<SpeechSegment> segments = new ArrayList<>();

    private long firstSlot;
    private int slots;
    private int filled;
    private long runOn = NONE;
    private long onFrame = NONE;
    private long offFrame = NONE;

    /**
     * Creates a tracker.
     *
     * @param offset DC offset that is taken from each sample
     * @param threshold amplitude, 0 exclusive to 1
     */
    SegmentTracker(int sampleRate, double offset, double threshold) {
        this.sampleRate = sampleRate;
        this.offset = offset;
        this.threshold = threshold;
        this.shortestFrames = Math.round(0.030 * sampleRate);
        this.longestGapFrames = Math.round(0.300 * sampleRate);
        this.samples = new float[(int) boundary(KEPT_SLOTS + BLOCK_SLOTS + 2L)];
    }

    void accept(float[] from, int at, int length) {
        int done = 0;
        while (done < length) {
            int chunk = Math.min(length - done, samples.length - filled);
            System.arraycopy(from, at + done, samples, filled, chunk);
            filled += chunk;
            done += chunk;
            if (filled == samples.length) {
                judgeCompleteSlots();
                forgetOldSlots();
            }
        }
    }

    /** Ends the channel and returns its segments. */
    List<SpeechSegment> finish() {
        judgeCompleteSlots();
        if (filled > boundaryInBlock(slots)) {
            addSlot(filled);
        }
        if (runOn != NONE) {
            endRun(lastCrossing(Math.max(0, slots - WINDOW_SLOTS), slots));
        }
        endSegment();
        return segments;
    }

    private long boundary(long slot) {
        return slot * sampleRate / 1000;
    }

    private int boundaryInBlock(int slot) {
        return (int) (boundary(firstSlot + slot) - boundary(firstSlot));
    }

    private void judgeCompleteSlots() {
        while (slots < energies.length - 1 && boundaryInBlock(slots + 1) <= filled) {
            addSlot(boundaryInBlock(slots + 1));
        }
    }

    private void addSlot(int end) {
        energies[slots] = energy(boundaryInBlock(slots), end);
        slots++;
        if (slots >= WINDOW_SLOTS) {
            judgeWindow(slots - WINDOW_SLOTS, end);
        }
    }

    private double energy(int from, int end) {
        double sum0 = 0;
        double sum1 = 0;
        int i = from;
        for (; i + 1 < end; i += 2) {
            double first = samples[i] - offset;
            double second = samples[i + 1] - offset;
            sum0 += first * first;
            sum1 += second * second;
        }
        if (i < end) {
            double last = samples[i] - offset;
            sum0 += last * last;
        }
        return sum0 + sum1;
    }

    private void judgeWindow(int slot, int end) {
        double energy = 0;
        for (int i = slot; i < slot + WINDOW_SLOTS; i++) {
            energy += energies[i];
        }
        boolean above = energy >= threshold * threshold * (end - boundaryInBlock(slot));
        if (above && runOn == NONE) {
            runOn = firstCrossing(slot, slot + WINDOW_SLOTS);
        } else if (!above && runOn != NONE) {
            endRun(lastCrossing(slot - 1, slot - 1 + WINDOW_SLOTS));
        }
    }

    private long firstCrossing(int fromSlot, int toSlot) {
        int end = Math.min(filled, boundaryInBlock(toSlot));
        for (int i = boundaryInBlock(fromSlot); i < end; i++) {
            if (Math.abs(samples[i] - offset) >= threshold) {
                return boundary(firstSlot) + i;
            }
        }
        return boundary(firstSlot) + end - 1;
    }

    private long lastCrossing(int fromSlot, int toSlot) {
        int end = Math.min(filled, boundaryInBlock(toSlot));
        for (int i = end - 1; i >= boundaryInBlock(fromSlot); i--) {
            if (Math.abs(samples[i] - offset) >= threshold) {
                return boundary(firstSlot) + i;
            }
        }
        return boundary(firstSlot) + end - 1;
    }

    /** The 30 ms are counted between the crossings: counted in windows, a burst of 20 ms would pass as 30. */
    private void endRun(long runOff) {
        long runStart = runOn;
        runOn = NONE;
        if (runOff - runStart + 1 < shortestFrames) {
            return;
        }
        if (onFrame != NONE && runStart - offFrame - 1 > longestGapFrames) {
            endSegment();
        }
        if (onFrame == NONE) {
            onFrame = runStart;
        }
        offFrame = Math.max(offFrame, runOff);
    }

    private void endSegment() {
        if (onFrame != NONE) {
            segments.add(new SpeechSegment(onFrame, offFrame));
        }
        onFrame = NONE;
        offFrame = NONE;
    }

    private void forgetOldSlots() {
        int dropped = slots - KEPT_SLOTS;
        int from = boundaryInBlock(dropped);
        System.arraycopy(samples, from, samples, 0, filled - from);
        System.arraycopy(energies, dropped, energies, 0, KEPT_SLOTS);
        filled -= from;
        firstSlot += dropped;
        slots = KEPT_SLOTS;
    }
}
