package io.vox.agent.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A fresh folder for one browser, owned by the user the browser runs as, and gone afterwards. As root the browser is
 * started through a small script as {@code nobody}, because Chromium's sandbox refuses root and an evaluated page is
 * nobody's friend. The
 * browser does not outlive this process: told to end, the process ends it; killed, the driver notices the broken connection
 * and ends it, and the next start removes the folder.
 */
final class BrowserProfile implements AutoCloseable {
    private static final String UNPRIVILEGED_USER = "nobody";
    private static final String UNPRIVILEGED_GROUP = "nogroup";
    private static final long EXIT_PATIENCE_SECONDS = 5;

    private final Path folder;
    private final Path executable;
    private final ProcessTreeMemory memory;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread lastResort = new Thread(this::closeAtExit, "browser-last-resort");

    private BrowserProfile(Path folder, Path executable) {
        this.folder = folder;
        this.executable = executable;
        this.memory = ProcessTreeMemory.watch(folder, ProcessTreeMemory.DEFAULT_LIMIT_BYTES);
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    static BrowserProfile create(Path browser) throws IOException {
        Path folder = Files.createTempDirectory(AbandonedFolders.PREFIX);
        AbandonedFolders.remove(Objects.requireNonNull(folder.getParent(), "parent"));
        AbandonedFolders.claim(folder);
        Path profile = Files.createDirectory(folder.resolve("profile"));
        if (!Superuser.is()) {
            return new BrowserProfile(folder, browser);
        }
        UserPrincipalLookupService users = folder.getFileSystem().getUserPrincipalLookupService();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setOwner(profile, users.lookupPrincipalByName(UNPRIVILEGED_USER));
        Files.getFileAttributeView(profile, PosixFileAttributeView.class)
                .setGroup(users.lookupPrincipalByGroupName(UNPRIVILEGED_GROUP));
        Path script = folder.resolve("browser");
        Files.writeString(
                script, """
                #!/bin/sh
                export HOME='%s' XDG_CONFIG_HOME='%s' XDG_CACHE_HOME='%s'
                cd "$HOME" || exit 1
                exec setpriv --reuid=%s --regid=%s --clear-groups --no-new-privs '%s' "$@"
                """.formatted(profile, profile, profile, UNPRIVILEGED_USER, UNPRIVILEGED_GROUP, browser));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new BrowserProfile(folder, script);
    }

    Path folder() {
        return folder.resolve("profile");
    }

    /** What to start: the browser itself, or the script that lays down root's rights first. */
    Path executable() {
        return executable;
    }

    /** Ends the browser at once, however it is doing. */
    void kill() {
        new BrowserProcesses(folder).kill();
    }

    /**
     * Returns as long as the browser keeps within its memory.
     *
     * @throws io.vox.agent.fault.VoxFault {@code browser_memory} once it was ended for taking more
     */
    void requireWithinMemory() {
        memory.requireWithinLimit();
    }

    /** Removes the folder; what still runs in it is ended first. */
    @Override
    public void close() throws IOException {
        closed.countDown();
        memory.close();
        try {
            Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (IllegalStateException alreadyShuttingDown) {
            // Then the hook finds that there is nothing left to do.
        }
        kill();
        FolderRemoval.remove(folder);
    }

    /** When the program is told to end, whoever holds the browser gets a moment to close it in order. */
    private void closeAtExit() {
        try {
            if (!closed.await(EXIT_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                kill();
                FolderRemoval.remove(folder);
            }
        } catch (InterruptedException | IOException left) {
            // The next start removes what could not be removed now.
        }
    }
}
