package io.vox.measurement.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a recording as a 16 bit WAV file while it happens. After {@link #flush} the file is playable up to that frame,
 * even if the process dies. Not thread-safe.
 */
public final class WavWriter implements AutoCloseable {
    private static final int HEADER_BYTES = 44;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long LARGEST_SIZE = 0xffffffffL;

    private final FileChannel file;
    private final int sampleRate;
    private final int channels;
    private final byte[] buffer;
    private int filled;
    private long frames;
    private long writtenBytes;

    private WavWriter(FileChannel file, int sampleRate, int channels) {
        this.file = file;
        this.sampleRate = sampleRate;
        this.channels = channels;
        int frameBytes = 2 * channels;
        this.buffer = new byte[BUFFER_BYTES / frameBytes * frameBytes];
    }

    /**
     * Creates the file, or replaces it, with a valid header of an empty recording.
     *
     * @param sampleRate frames per second, at least 1
     * @param channels 1..64
     */
    public static WavWriter create(Path path, int sampleRate, int channels) throws IOException {
        if (sampleRate < 1 || channels < 1 || channels > 64) {
            throw new IllegalArgumentException(channels + " channels at " + sampleRate + " Hz cannot be written");
        }
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        try {
            WavWriter writer = new WavWriter(file, sampleRate, channels);
            writer.writeHeader();
            return writer;
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    /**
     * Appends interleaved frames.
     *
     * @param offset index of the first sample of the first frame
     */
    public void write(short[] interleaved, int offset, int frames) throws IOException {
        int end = offset + frames * channels;
        for (int i = offset; i < end; i++) {
            put(interleaved[i]);
        }
        this.frames += frames;
    }

    /** Appends planar frames, one array per channel; samples outside [-1, 1] are clipped, NaN becomes silence. */
    public void write(float[][] planar, int frames) throws IOException {
        if (planar.length != channels) {
            throw new IllegalArgumentException(planar.length + " channels given, " + channels + " expected");
        }
        for (int i = 0; i < frames; i++) {
            for (float[] channel : planar) {
                put((short) Math.clamp(Math.round(channel[i] * 32768f), Short.MIN_VALUE, Short.MAX_VALUE));
            }
        }
        this.frames += frames;
    }

    /** Appends silence, for frames of the recording's clock that never arrived (measurement 1.4). */
    public void pad(long frames) throws IOException {
        for (long i = 0; i < frames * channels; i++) {
            put((short) 0);
        }
        this.frames += frames;
    }

    /** Frames appended so far. */
    public long frames() {
        return frames;
    }

    /** Frames per second. */
    public int sampleRate() {
        return sampleRate;
    }

    /** Makes the file on disk a valid recording of all frames appended so far. */
    public void flush() throws IOException {
        drain();
        writeHeader();
    }

    @Override
    public void close() throws IOException {
        try (file) {
            flush();
        }
    }

    private void put(short sample) throws IOException {
        if (filled == buffer.length) {
            drain();
        }
        buffer[filled] = (byte) sample;
        buffer[filled + 1] = (byte) (sample >> 8);
        filled += 2;
    }

    private void drain() throws IOException {
        ByteBuffer left = ByteBuffer.wrap(buffer, 0, filled);
        try {
            while (left.hasRemaining()) {
                writtenBytes += file.write(left, HEADER_BYTES + writtenBytes);
            }
        } finally {
            left.compact();
            filled = left.position();
        }
    }

    private void writeHeader() throws IOException {
        // Past 4 GiB the size fields saturate; readers, ours too, then take the sound to the end of the file.
        int dataSize = (int) Math.min(writtenBytes, LARGEST_SIZE);
        int riffSize = (int) Math.min(writtenBytes + HEADER_BYTES - 8, LARGEST_SIZE);
        int frameBytes = 2 * channels;
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt(riffSize).put(ascii("WAVE"));
        header.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) channels);
        header.putInt(sampleRate).putInt(sampleRate * frameBytes).putShort((short) frameBytes);
        header.putShort((short) 16).put(ascii("data")).putInt(dataSize).flip();
        long position = 0;
        while (header.hasRemaining()) {
            position += file.write(header, position);
        }
    }

    private static byte[] ascii(String tag) {
        return tag.getBytes(StandardCharsets.US_ASCII);
    }
}
