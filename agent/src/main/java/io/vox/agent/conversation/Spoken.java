package io.vox.agent.conversation;

import io.vox.measurement.speech.VoicedBounds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Something the caller says, ready to be played.
 *
 * @param label what it is called in results, such as {@code q_hours} or a file name
 * @param samples 48 kHz mono
 * @param bounds first and last voiced sample, computed from these clean samples
 * @param sha256 of the samples as 16-bit PCM
 */
public record Spoken(String label, float[] samples, VoicedBounds bounds, String sha256) {

    /** Measures and names {@code samples}; throws IllegalArgumentException when nothing in them is voiced. */
    public static Spoken of(String label, float[] samples) {
        return new Spoken(label, samples, VoicedBounds.of(samples, Recording.SAMPLE_RATE), digest(pcm(samples)));
    }

    /** From the first to the last voiced sample, inclusive. */
    public long voicedFrames() {
        return bounds.lastFrame() - bounds.firstFrame() + 1;
    }

    /** {@code first}, a silence of {@code gapFrames} between the voiced parts, then {@code then}. */
    static Spoken joined(Spoken first, Spoken then, int gapFrames) {
        int head = (int) first.bounds().lastFrame() + 1;
        int from = (int) then.bounds().firstFrame();
        float[] samples = new float[head + gapFrames + then.samples().length - from];
        System.arraycopy(first.samples(), 0, samples, 0, head);
        System.arraycopy(then.samples(), from, samples, head + gapFrames, then.samples().length - from);
        return of(first.label() + "+" + then.label(), samples);
    }

    String base64() {
        return Base64.getEncoder().encodeToString(pcm(samples));
    }

    private static byte[] pcm(float[] samples) {
        ByteBuffer pcm = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : samples) {
            pcm.putShort((short) Math.clamp(Math.round(sample * 32768f), -32768, 32767));
        }
        return pcm.array();
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
