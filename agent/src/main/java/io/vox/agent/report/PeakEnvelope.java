package io.vox.agent.report;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * Lowest and highest sample of both sides per stretch of a recording: enough to draw it, small enough to embed. Not
 * thread-safe.
 */
final class PeakEnvelope {
    private static final int MOST_BUCKETS = 4_000;
    private static final int SHORTEST_BUCKETS_PER_SECOND = 200;
    private static final int VALUES = 4;

    private final int bucketFrames;
    private final short[] values;
    private long seen;

    /** Prepares for a recording of {@code frames} at {@code sampleRate} frames per second. */
    PeakEnvelope(long frames, int sampleRate) {
        long coarse = Math.ceilDiv(frames, (long) MOST_BUCKETS);
        this.bucketFrames = Math.toIntExact(Math.max(1, Math.max(coarse, sampleRate / SHORTEST_BUCKETS_PER_SECOND)));
        this.values = new short[Math.toIntExact(Math.ceilDiv(frames, (long) bucketFrames)) * VALUES];
    }

    /** Frames that share one bucket. */
    int bucketFrames() {
        return bucketFrames;
    }

    void accept(float[] caller, float[] agent, int count) {
        for (int index = 0; index < count; ) {
            int bucket = Math.toIntExact(seen / bucketFrames) * VALUES;
            if (bucket >= values.length) {
                return;
            }
            int end = (int) Math.min(count, index + bucketFrames - seen % bucketFrames);
            widen(bucket, caller, index, end);
            widen(bucket + 2, agent, index, end);
            seen += end - index;
            index = end;
        }
    }

    private void widen(int at, float[] samples, int from, int to) {
        float lowest = 0;
        float highest = 0;
        for (int i = from; i < to; i++) {
            float sample = samples[i];
            if (sample < lowest) {
                lowest = sample;
            } else if (sample > highest) {
                highest = sample;
            }
        }
        values[at] = (short) Math.min(values[at], PlayableCopy.sample(lowest));
        values[at + 1] = (short) Math.max(values[at + 1], PlayableCopy.sample(highest));
    }

    /** Little-endian 16-bit values: caller low, caller high, agent low, agent high, per bucket. */
    String toBase64() {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(values);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
