package io.vox.agent.report;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/**
 * A small copy of a recording for listening: stereo 16-bit PCM at about 16 kHz, in a WAV container of 44 header bytes.
 * Never measured from. Not thread-safe.
 */
final class PlayableCopy {
    private static final int LOWEST_RATE = 16_000;
    private static final int HEADER_BYTES = 44;
    private static final int FRAME_BYTES = 4;

    private final int sampleRate;
    private final Decimator caller;
    private final Decimator agent;
    private final SampleQueue callerSamples = new SampleQueue();
    private final SampleQueue agentSamples = new SampleQueue();

    /** Begins a copy of a recording at {@code recordingRate} frames per second. */
    PlayableCopy(int recordingRate) {
        int factor = factor(recordingRate);
        this.sampleRate = recordingRate / factor;
        this.caller = new Decimator(factor);
        this.agent = new Decimator(factor);
    }

    /** Frames per second of the copy: the recording's rate by a whole number, 16 kHz or the next above it. */
    int sampleRate() {
        return sampleRate;
    }

    void accept(float[] callerFrames, float[] agentFrames, int count) {
        CompletableFuture<Void> other =
                CompletableFuture.runAsync(() -> agent.accept(agentFrames, count, agentSamples::add));
        caller.accept(callerFrames, count, callerSamples::add);
        other.join();
    }

    /** Ends the copy and renders it as a {@code data:} URI. */
    String toDataUri() {
        caller.finish(callerSamples::add);
        agent.finish(agentSamples::add);
        int frames = callerSamples.size;
        ByteBuffer wav =
                ByteBuffer.allocate(HEADER_BYTES + frames * FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        putHeader(wav, frames * FRAME_BYTES);
        for (int at = 0; at < frames; at++) {
            wav.putShort(callerSamples.samples[at]).putShort(agentSamples.samples[at]);
        }
        return "data:audio/wav;base64," + Base64.getEncoder().encodeToString(wav.array());
    }

    /** A sample in [-1, 1] as 16-bit PCM; what lies outside is clipped. */
    static short sample(double value) {
        return (short) Math.clamp(Math.round(value * 32_768), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    private void putHeader(ByteBuffer wav, int soundBytes) {
        wav.put(name("RIFF")).putInt(HEADER_BYTES - 8 + soundBytes).put(name("WAVE"));
        wav.put(name("fmt ")).putInt(16).putShort((short) 1).putShort((short) 2);
        wav.putInt(sampleRate)
                .putInt(sampleRate * FRAME_BYTES)
                .putShort((short) FRAME_BYTES)
                .putShort((short) 16);
        wav.put(name("data")).putInt(soundBytes);
    }

    private static byte[] name(String chunk) {
        return chunk.getBytes(StandardCharsets.US_ASCII);
    }

    private static int factor(int recordingRate) {
        for (int factor = recordingRate / LOWEST_RATE; factor > 1; factor--) {
            if (recordingRate % factor == 0) {
                return factor;
            }
        }
        return 1;
    }

    private static final class SampleQueue {
        private short[] samples = new short[1 << 16];
        private int size;

        void add(double value) {
            if (size == samples.length) {
                samples = Arrays.copyOf(samples, 2 * size);
            }
            samples[size++] = sample(value);
        }
    }
}
