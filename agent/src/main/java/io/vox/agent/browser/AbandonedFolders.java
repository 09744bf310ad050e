package io.vox.agent.browser;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Browser folders whose owner was killed before it could remove them. */
final class AbandonedFolders {
    static final String PREFIX = "vox-browser-";
    private static final String OWNER = "owner";
    /** The system tells a process' start to some hundredths of a second, from a clock that may have been set since. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(10);
    /** A folder without an owner is either this moment being made, or very old. */
    private static final Duration UNOWNED_AGE = Duration.ofHours(1);

    private AbandonedFolders() {}

    /** Writes into {@code folder} that it belongs to this process. */
    static void claim(Path folder) throws IOException {
        ProcessHandle self = ProcessHandle.current();
        Instant start = self.info().startInstant().orElse(Instant.EPOCH);
        Files.writeString(folder.resolve(OWNER), self.pid() + " " + start.toEpochMilli());
    }

    /** Ends what still runs in abandoned folders of {@code parent}, and removes them as far as that can be done. */
    static void remove(Path parent) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (isOurs(folder) && isAbandoned(folder)) {
                    new BrowserProcesses(folder).kill();
                    FolderRemoval.remove(folder);
                }
            }
        } catch (IOException foreign) {
            // Another user's folders are that user's to remove.
        }
    }

    /** Others may make folders of any name where temporary files are kept. */
    private static boolean isOurs(Path folder) throws IOException {
        String user = System.getProperty("user.name");
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName().equals(user);
    }

    private static boolean isAbandoned(Path folder) throws IOException {
        Path owner = folder.resolve(OWNER);
        if (!Files.exists(owner)) {
            return Files.getLastModifiedTime(folder)
                    .toInstant()
                    .isBefore(Instant.now().minus(UNOWNED_AGE));
        }
        String[] words = Files.readString(owner).split(" ", -1);
        try {
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(words[0]));
            if (process.isEmpty() || !process.get().isAlive()) {
                return true;
            }
            Instant claimed = Instant.ofEpochMilli(Long.parseLong(words[1]));
            Instant start = process.get().info().startInstant().orElse(claimed);
            // The number of a process that is gone is given away again.
            return !claimed.equals(Instant.EPOCH)
                    && Duration.between(claimed, start).abs().compareTo(START_TOLERANCE) > 0;
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException halfWritten) {
            return false;
        }
    }
}
