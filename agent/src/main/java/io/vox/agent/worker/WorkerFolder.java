package io.vox.agent.worker;

import io.vox.agent.browser.FolderRemoval;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder of the eval agent of one name, which one process at a time may have. What jobs of a killed process left there
 * is removed.
 */
public final class WorkerFolder implements AutoCloseable {
    private static final String JOBS = "jobs";
    private static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel channel;

    private WorkerFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the folder.
     *
     * @param home where Vox keeps what it is not told to put elsewhere
     * @throws VoxFault {@code bad_argument} if another process has it, or {@code disk}
     */
    public static WorkerFolder take(Path home, String name) {
        Path folder = home.resolve("eval-agents").resolve(plain(name));
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            makePrivate(folder);
            channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new VoxFault(
                        FaultCode.BAD_ARGUMENT,
                        "an eval agent named " + name + " runs here already; give this one another --name");
            }
            FolderRemoval.remove(folder.resolve(JOBS));
            Files.createDirectories(folder.resolve(JOBS));
            return new WorkerFolder(folder, channel);
        } catch (IOException failure) {
            closeQuietly(channel);
            throw new VoxFault(
                    FaultCode.DISK,
                    "cannot use the folder " + folder + ": " + failure.getMessage() + "; VOX_HOME names another",
                    failure);
        }
    }

    /** Where the folders of jobs go. */
    public Path jobs() {
        return folder.resolve(JOBS);
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    /** Recordings are nobody else's business. */
    private static void makePrivate(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException harmless) {
            // The lock ends with the process at the latest.
        }
    }

    private static String plain(String name) {
        return name.replaceAll("[^0-9A-Za-z_-]", "-");
    }
}
