package io.vox.measurement.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The sample encodings of a WAV file that can be decoded, each with its size on disk. */
enum SampleEncoding {
    PCM_8(1),
    PCM_16(2),
    PCM_24(3),
    PCM_32(4),
    FLOAT_32(4),
    FLOAT_64(8);

    private final int bytes;

    SampleEncoding(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /**
     * Decodes one channel of interleaved little-endian frames.
     *
     * @param from first frame begins at index 0
     * @param channels channels per frame
     * @param channel channel to decode, from 0
     * @param into receives samples in [-1, 1]
     */
    void decode(byte[] from, int channels, int channel, float[] into, int offset, int frames) {
        int stride = bytes * channels;
        int at = bytes * channel;
        ByteBuffer values = ByteBuffer.wrap(from).order(ByteOrder.LITTLE_ENDIAN);
        switch (this) {
            case PCM_8 -> {
                for (int i = 0; i < frames; i++, at += stride) {
                    into[offset + i] = ((values.get(at) & 0xff) - 128) * 0x1p-7f;
                }
            }
            case PCM_16 -> {
                // What nearly all recordings are in; code that has just begun to run reads arrays several times as
                // fast.
                for (int i = 0; i < frames; i++, at += stride) {
                    into[offset + i] = (short) ((from[at + 1] << 8) | (from[at] & 0xff)) * 0x1p-15f;
                }
            }
            case PCM_24 -> {
                for (int i = 0; i < frames; i++, at += stride) {
                    int low = values.getShort(at) & 0xffff;
                    into[offset + i] = ((values.get(at + 2) << 16) | low) * 0x1p-23f;
                }
            }
            case PCM_32 -> {
                for (int i = 0; i < frames; i++, at += stride) {
                    into[offset + i] = (float) (values.getInt(at) * 0x1p-31);
                }
            }
            case FLOAT_32 -> {
                for (int i = 0; i < frames; i++, at += stride) {
                    into[offset + i] = clamp(values.getFloat(at));
                }
            }
            case FLOAT_64 -> {
                for (int i = 0; i < frames; i++, at += stride) {
                    into[offset + i] = clamp((float) values.getDouble(at));
                }
            }
        }
    }

    private static float clamp(float sample) {
        // A recorder bug may leave NaN in a float file; one NaN would poison every sum after it.
        return Float.isNaN(sample) ? 0 : Math.clamp(sample, -1f, 1f);
    }
}
