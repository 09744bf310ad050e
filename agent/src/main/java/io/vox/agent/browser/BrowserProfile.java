package io.vox.agent.browser;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;

/**
 * A fresh folder for one browser, owned by the user the browser runs as, and gone afterwards. As root the browser is
 * started through a small script as {@code nobody}, because Chromium's sandbox refuses root and an evaluated page is
 * nobody's friend.
 */
final class BrowserProfile implements AutoCloseable {
    private static final String UNPRIVILEGED_USER = "nobody";
    private static final String UNPRIVILEGED_GROUP = "nogroup";

    private final Path folder;
    private final Path executable;

    private BrowserProfile(Path folder, Path executable) {
        this.folder = folder;
        this.executable = executable;
    }

    static BrowserProfile create(Path browser) throws IOException {
        Path folder = Files.createTempDirectory("vox-browser-");
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

    @Override
    public void close() throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException vanished) {
                // The browser may still be deleting its own files.
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path directory, java.io.@org.jspecify.annotations.Nullable IOException failure) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
