package io.vox.measurement.audio;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a RIFF or RF64 WAVE header says about the sound in the file, corrected by the size of the file.
 *
 * @param sampleRate frames per second, at least 1
 * @param channels 1..64
 * @param dataOffset byte at which the first frame begins
 * @param frames complete frames in the file
 */
record WavHeader(int sampleRate, int channels, SampleEncoding encoding, long dataOffset, long frames) {
    private static final int FORMAT_PCM = 1;
    private static final int FORMAT_FLOAT = 3;
    private static final int FORMAT_EXTENSIBLE = 0xfffe;
    private static final long UNKNOWN_SIZE = 0xffffffffL;
    private static final int MAX_CHANNELS = 64;

    private record Format(int sampleRate, int channels, SampleEncoding encoding) {}

    /**
     * Reads the header.
     *
     * @throws WavFormatException if the file is no WAV file, is cut off before the sound, or has an unsupported encoding
     */
    static WavHeader read(FileChannel file, Path name) throws IOException {
        if (file.size() == 0) {
            throw new WavFormatException(name.getFileName() + " is empty (0 bytes).");
        }
        try {
            return readChunks(file, name);
        } catch (EOFException truncated) {
            throw new WavFormatException(name.getFileName() + " ends inside its WAV header; it holds no sound.");
        }
    }

    private static WavHeader readChunks(FileChannel file, Path name) throws IOException {
        long fileSize = file.size();
        ByteBuffer riff = bytes(file, 0, (int) Math.min(12, fileSize));
        String tag = fileSize < 4 ? "" : tag(riff, 0);
        if (!tag.equals("RIFF") && !tag.equals("RF64")) {
            throw new WavFormatException(name.getFileName() + " is not a WAV file.");
        }
        if (fileSize >= 12 && !tag(riff, 8).equals("WAVE")) {
            throw new WavFormatException(name.getFileName() + " is a RIFF file but not a WAV file.");
        }
        long riffSize = fileSize >= 12 ? riff.getInt(4) & UNKNOWN_SIZE : 0;
        long wideDataSize = UNKNOWN_SIZE;
        Format format = null;
        long position = 12;
        while (true) {
            ByteBuffer head = bytes(file, position, 8);
            long size = head.getInt(4) & UNKNOWN_SIZE;
            long body = position + 8;
            switch (tag(head, 0)) {
                case "fmt " -> format = format(bytes(file, body, (int) Math.min(size, 40)), name);
                case "ds64" -> wideDataSize = bytes(file, body, 24).getLong(8);
                case "data" -> {
                    long declared = tag.equals("RF64") && size == UNKNOWN_SIZE ? wideDataSize : size;
                    boolean closedEmpty = declared == 0 && riffSize + 8 == fileSize;
                    return withSound(format, body, closedEmpty ? body : soundEnd(body, declared, fileSize), name);
                }
                default -> {
                    // Unknown chunks (LIST, bext, JUNK, ...) carry nothing that is measured.
                }
            }
            position = body + size + (size & 1);
        }
    }

    /** A writer that crashed leaves 0 or all ones, or a size beyond the file: then the sound goes on to the end. */
    private static long soundEnd(long body, long declared, long fileSize) {
        boolean believable = declared > 0 && declared != UNKNOWN_SIZE && declared <= fileSize - body;
        return believable ? body + declared : fileSize;
    }

    private static WavHeader withSound(@Nullable Format format, long body, long end, Path name) throws IOException {
        if (format == null) {
            throw new WavFormatException(name.getFileName() + " has no format chunk before its sound.");
        }
        long frameBytes = (long) format.channels() * format.encoding().bytes();
        return new WavHeader(
                format.sampleRate(), format.channels(), format.encoding(), body, (end - body) / frameBytes);
    }

    private static Format format(ByteBuffer chunk, Path name) throws IOException {
        if (chunk.limit() < 16) {
            throw new EOFException();
        }
        int code = chunk.getShort(0) & 0xffff;
        int channels = chunk.getShort(2) & 0xffff;
        int sampleRate = chunk.getInt(4);
        int blockBytes = chunk.getShort(12) & 0xffff;
        if (code == FORMAT_EXTENSIBLE && chunk.limit() >= 26) {
            code = chunk.getShort(24) & 0xffff;
        }
        if (channels < 1 || channels > MAX_CHANNELS || sampleRate < 1) {
            throw new WavFormatException(
                    name.getFileName() + " declares " + channels + " channels at " + sampleRate + " Hz.");
        }
        // The container decides: 20 valid bits sit at the top of 24, so the container's scale is right for them.
        int bits =
                blockBytes % channels == 0 && blockBytes > 0 ? blockBytes / channels * 8 : chunk.getShort(14) & 0xffff;
        return new Format(sampleRate, channels, encoding(code, bits, name));
    }

    private static SampleEncoding encoding(int code, int bits, Path name) throws IOException {
        if (code == FORMAT_PCM && bits == 8) {
            return SampleEncoding.PCM_8;
        }
        if (code == FORMAT_PCM && bits == 16) {
            return SampleEncoding.PCM_16;
        }
        if (code == FORMAT_PCM && bits == 24) {
            return SampleEncoding.PCM_24;
        }
        if (code == FORMAT_PCM && bits == 32) {
            return SampleEncoding.PCM_32;
        }
        if (code == FORMAT_FLOAT && bits == 32) {
            return SampleEncoding.FLOAT_32;
        }
        if (code == FORMAT_FLOAT && bits == 64) {
            return SampleEncoding.FLOAT_64;
        }
        throw new WavFormatException(name.getFileName() + " uses an unsupported codec (format " + code + ", " + bits
                + " bits); convert it to PCM first.");
    }

    private static String tag(ByteBuffer bytes, int at) {
        byte[] name = new byte[4];
        bytes.get(at, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    private static ByteBuffer bytes(FileChannel file, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException();
            }
        }
        return buffer.flip();
    }
}
