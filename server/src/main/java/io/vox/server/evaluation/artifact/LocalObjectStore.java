package io.vox.server.evaluation.artifact;

import io.vox.server.platform.home.VoxHome;
import io.vox.server.platform.secret.RandomToken;
import jakarta.inject.Singleton;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.regex.Pattern;

/** Keeps objects as files below {@code VOX_HOME/artifacts}; one that still grows has {@code .part} behind its name. */
@Singleton
final class LocalObjectStore implements ObjectStore {
    private static final Pattern KEY = Pattern.compile("[0-9a-z_]{1,64}(/[0-9a-z_]{1,64})?");
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path folder;
    private final long reserveBytes;

    LocalObjectStore(VoxHome home, ArtifactConfiguration configuration) {
        this.folder = home.closed("artifacts");
        this.reserveBytes = configuration.reserveBytes();
    }

    @Override
    public long size(String key) throws IOException {
        try {
            return Files.size(file(key));
        } catch (NoSuchFileException notSealed) {
            try {
                return Files.size(part(key));
            } catch (NoSuchFileException none) {
                return 0;
            }
        }
    }

    @Override
    @SuppressWarnings("try")
    public long append(String key, long offset, InputStream bytes, long most) throws IOException {
        Path part = part(key);
        Files.createDirectories(Objects.requireNonNull(part.getParent()));
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = tryLock(channel)) {
            if (channel.size() != offset || Files.exists(file(key))) {
                throw new OffsetWrongException(size(key));
            }
            try {
                copy(bytes, channel.position(offset), most);
            } catch (TooLargeException e) {
                channel.truncate(offset);
                throw e;
            } catch (SourceFailedException | StorageFullException e) {
                forceInVain(channel, e);
                throw e;
            }
            force(channel);
            return channel.size();
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException ofThisServer) {
            throw new OffsetWrongException(channel.size());
        }
        throw new OffsetWrongException(channel.size());
    }

    private static void copy(InputStream bytes, FileChannel channel, long most) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = most;
        while (true) {
            int count = read(bytes, buffer);
            if (count < 0) {
                return;
            }
            left -= count;
            if (left < 0) {
                throw new TooLargeException();
            }
            write(channel, ByteBuffer.wrap(buffer, 0, count));
        }
    }

    private static void force(FileChannel channel) throws IOException {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw isFull(e) ? new StorageFullException(e) : e;
        }
    }

    /** Keeps what came, if that can be; the failure that is known already is the one to tell of. */
    private static void forceInVain(FileChannel channel, IOException known) {
        try {
            channel.force(false);
        } catch (IOException e) {
            known.addSuppressed(e);
        }
    }

    private static int read(InputStream bytes, byte[] buffer) throws IOException {
        try {
            return bytes.read(buffer);
        } catch (IOException e) {
            throw new SourceFailedException(e);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw isFull(e) ? new StorageFullException(e) : e;
        }
    }

    /** Java has no type for it. */
    private static boolean isFull(IOException exception) {
        String message = String.valueOf(exception.getMessage());
        return message.contains("No space left") || message.contains("quota exceeded");
    }

    @Override
    public byte[] digest(String key) throws IOException {
        Path file = Files.exists(file(key)) ? file(key) : part(key);
        try (InputStream bytes = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return digest.digest();
        } catch (NoSuchFileException empty) {
            return RandomToken.sha256(new byte[0]);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void seal(String key) throws IOException {
        Path file = file(key);
        if (Files.exists(file)) {
            return;
        }
        Path part = part(key);
        Files.createDirectories(Objects.requireNonNull(part.getParent()));
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(Objects.requireNonNull(file.getParent()));
    }

    /** A new name is safe when its folder is. */
    private static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public InputStream open(String key, long offset, long length) throws IOException {
        FileChannel channel = FileChannel.open(file(key), StandardOpenOption.READ);
        return new Part(Channels.newInputStream(channel.position(offset)), length);
    }

    @Override
    public void remove(String key) throws IOException {
        Files.deleteIfExists(part(key));
        Files.deleteIfExists(file(key));
    }

    @Override
    public boolean hasRoom(long bytes) throws IOException {
        return Files.getFileStore(folder).getUsableSpace() - bytes >= reserveBytes;
    }

    /** No more than so many bytes of a stream. */
    private static final class Part extends FilterInputStream {
        private long left;

        Part(InputStream whole, long length) {
            super(whole);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            int value = left > 0 ? super.read() : -1;
            left -= value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = left > 0 ? super.read(buffer, offset, (int) Math.min(length, left)) : -1;
            left -= Math.max(0, count);
            return count;
        }
    }

    private Path part(String key) {
        Path file = file(key);
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private Path file(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("not a key");
        }
        return folder.resolve(key);
    }
}
