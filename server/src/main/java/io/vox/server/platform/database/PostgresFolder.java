package io.vox.server.platform.database;

import io.vox.server.platform.home.StartException;
import io.vox.server.platform.home.VoxHome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder {@code VOX_HOME/postgres}, held by one server at a time. The lock is the kernel's and ends with the process,
 * however that ends; so whoever holds it knows that a PostgreSQL which still runs on the data is an orphan.
 */
final class PostgresFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresFolder.class);

    /** Where the data of root are, whose home no other account may pass through. */
    private static final Path ELSEWHERE = Path.of("/var/lib/vox");

    private final Path folder;
    private final FileChannel channel;

    private PostgresFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Makes the folder if it is not there and takes it.
     *
     * @throws StartException if another server has it
     */
    static PostgresFolder take(VoxHome home, Optional<ServiceAccount> account) {
        Path named = home.folder().resolve("postgres");
        try {
            Path folder = account.isPresent() ? reachable(home, named, account.get()) : home.passable("postgres");
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw StartException.surroundings("Another Vox server runs on " + home.folder()
                        + ". Stop it, or let VOX_HOME name another place.");
            }
            return new PostgresFolder(folder, channel);
        } catch (IOException e) {
            throw StartException.surroundings("Cannot use " + named + ": " + e.getMessage(), e);
        }
    }

    Path folder() {
        return folder;
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("Cannot unlock {}", folder, e);
        }
    }

    /**
     * PostgreSQL's account cannot pass through root's home, which is closed to all others. Rather than open it, the files
     * go elsewhere and a link in {@code VOX_HOME} leads to them.
     */
    private static Path reachable(VoxHome home, Path named, ServiceAccount account) throws IOException {
        try {
            Path linked = named.toRealPath();
            if (account.reaches(linked)) {
                return linked;
            }
            throw StartException.surroundings(
                    "The account " + account.name() + ", which PostgreSQL runs as, may not pass through to " + linked);
        } catch (NoSuchFileException notThere) {
            if (account.reaches(home.folder())) {
                return home.passable("postgres").toRealPath();
            }
            Path folder = ELSEWHERE.resolve(UUID.randomUUID().toString());
            Files.createDirectories(ELSEWHERE);
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
            Files.createSymbolicLink(named, folder);
            LOG.info("The data are in {}, since nobody but root may pass through {}", folder, home.folder());
            return folder;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }
}
