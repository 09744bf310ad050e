package io.vox.server.evaluation.artifact;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where the bytes of files are. An object grows by parts until it is sealed, and never changes after that. Keys are of the
 * server's choice: lower-case letters, digits and underscores in at most two parts, with a slash between. Thread-safe, also
 * between servers that share it.
 */
public interface ObjectStore {
    /** Returns how many bytes of an object there are; 0 if it does not exist. */
    long size(String key) throws IOException;

    /**
     * Appends bytes to an object that is not sealed, and returns when they are safe. If the source fails on the way, what
     * came before stays.
     *
     * @param offset where they begin, which must be how many there are
     * @param most how many may come
     * @return how many there are now
     * @throws OffsetWrongException if there are more or fewer, or somebody else is appending
     * @throws TooLargeException if more come; then none of these stay
     * @throws StorageFullException if there is no room for them
     */
    long append(String key, long offset, InputStream bytes, long most) throws IOException;

    /** Returns the SHA-256 of an object. */
    byte[] digest(String key) throws IOException;

    /** Ends the growth of an object; it survives a crash of the machine from then on. Does nothing the second time. */
    void seal(String key) throws IOException;

    /** Opens a part of a sealed object. */
    InputStream open(String key, long offset, long length) throws IOException;

    /** Removes an object, sealed or not. Does nothing if there is none. */
    void remove(String key) throws IOException;

    /** Whether so many bytes more can be expected to have room. */
    boolean hasRoom(long bytes) throws IOException;

    /** The object does not end where bytes were to be appended. */
    final class OffsetWrongException extends IOException {
        private final long size;

        OffsetWrongException(long size) {
            super("the object has " + size + " bytes");
            this.size = size;
        }

        long size() {
            return size;
        }
    }

    /** More bytes came than may. */
    final class TooLargeException extends IOException {
        TooLargeException() {
            super("more bytes than announced");
        }
    }

    /** There is no room left. */
    final class StorageFullException extends IOException {
        StorageFullException(IOException cause) {
            super(cause);
        }
    }

    /** The source of the bytes failed. */
    final class SourceFailedException extends IOException {
        SourceFailedException(IOException cause) {
            super(cause);
        }
    }
}
