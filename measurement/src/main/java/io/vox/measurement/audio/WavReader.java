package io.vox.measurement.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Streams a WAV recording as planar floats in [-1, 1]: PCM of 8, 16, 24, 32 bits and float of 32, 64 bits, plain,
 * extensible or RF64 (EBU Tech 3306). Not thread-safe.
 */
public final class WavReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;

    private final FileChannel file;
    private final WavHeader header;
    private final int frameBytes;
    private final byte[] bytes;
    private final ByteBuffer buffer;
    private long nextFrame;

    private WavReader(FileChannel file, WavHeader header) {
        this.file = file;
        this.header = header;
        this.frameBytes = header.encoding().bytes() * header.channels();
        int frames = Math.max(1, BUFFER_BYTES / frameBytes);
        this.bytes = new byte[frames * frameBytes];
        this.buffer = ByteBuffer.wrap(bytes);
    }

    /**
     * Opens a recording. Sizes in the header that a crashed writer left wrong are corrected by the size of the file.
     *
     * @throws WavFormatException if the file is no WAV file, is cut off before the sound, or has an unsupported encoding
     */
    public static WavReader open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new WavReader(file, WavHeader.read(file, path));
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    /**
     * Reads a whole recording, channel by channel.
     *
     * @return one array of samples in [-1, 1] per channel
     * @throws WavFormatException as {@link #open}, or if the recording does not fit into an array
     */
    public static float[][] readAll(Path path) throws IOException {
        try (WavReader reader = open(path)) {
            if (reader.frames() > Integer.MAX_VALUE - 16) {
                throw new WavFormatException(path.getFileName() + " is too long to be read at once.");
            }
            float[][] samples = new float[reader.channels()][(int) reader.frames()];
            int filled = 0;
            while (filled < reader.frames()) {
                int count = reader.read(samples, filled, (int) reader.frames() - filled);
                if (count < 0) {
                    throw new WavFormatException(path.getFileName() + " became shorter while it was read.");
                }
                filled += count;
            }
            return samples;
        }
    }

    /** Frames per second. */
    public int sampleRate() {
        return header.sampleRate();
    }

    /** Channels, 1..64. */
    public int channels() {
        return header.channels();
    }

    /** Complete frames of the recording, 0 for an empty one. */
    public long frames() {
        return header.frames();
    }

    /**
     * Moves to a frame; reading goes on from there.
     *
     * @throws IllegalArgumentException if the frame is not within 0..frames
     */
    public void seek(long frame) {
        if (frame < 0 || frame > frames()) {
            throw new IllegalArgumentException("frame " + frame + " is outside 0.." + frames());
        }
        nextFrame = frame;
    }

    /**
     * Reads the next frames.
     *
     * @param into one array per channel; channels beyond its length are skipped
     * @param offset index of the first sample written in each array
     * @return frames read, fewer than asked for only at the end, -1 if there are none left
     */
    public int read(float[][] into, int offset, int frames) throws IOException {
        long left = frames() - nextFrame;
        if (left <= 0) {
            return -1;
        }
        int wanted = (int) Math.min(frames, left);
        int done = 0;
        while (done < wanted) {
            int count = fill(wanted - done);
            if (count == 0) {
                break;
            }
            for (int channel = 0; channel < Math.min(into.length, channels()); channel++) {
                header.encoding().decode(bytes, channels(), channel, into[channel], offset + done, count);
            }
            done += count;
            nextFrame += count;
        }
        return done == 0 && wanted > 0 ? -1 : done;
    }

    private int fill(int frames) throws IOException {
        int bytes = Math.min(frames, buffer.capacity() / frameBytes) * frameBytes;
        buffer.clear().limit(bytes);
        long position = header.dataOffset() + nextFrame * frameBytes;
        while (buffer.hasRemaining()) {
            if (file.read(buffer, position + buffer.position()) < 0) {
                break;
            }
        }
        return buffer.position() / frameBytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
