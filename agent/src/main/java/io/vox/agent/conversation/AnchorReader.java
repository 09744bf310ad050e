package io.vox.agent.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import io.vox.measurement.alignment.Anchor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Reads what {@code clock-watch.js} tells. */
public final class AnchorReader {
    private AnchorReader() {}

    /**
     * Reads one anchor.
     *
     * @param base frame of the page's clock at which the recording began
     * @throws IllegalArgumentException if its samples are not base64
     */
    public static Anchor read(JsonNode message, long base) {
        short[] pcm = samples(message.path("pcm").asText());
        float[] samples = new float[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            samples[i] = pcm[i] / 32768f;
        }
        return new Anchor(
                message.path("side").asText().equals("agent") ? 1 : 0,
                message.path("clock").asLong(),
                message.path("near").asLong() - base,
                samples);
    }

    /** Decodes little-endian 16-bit samples. */
    static short[] samples(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        short[] samples = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }
}
