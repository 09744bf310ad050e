package io.vox.server.platform.database;

import io.vox.server.platform.home.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who PostgreSQL runs as when the server is root, which PostgreSQL refuses to be. An account that the browsers of eval
 * agents do not use: those run as {@code nobody}.
 */
record ServiceAccount(String name, String uid, String gid) {
    private static final Path ACCOUNTS = Path.of("/etc/passwd");
    private static final List<String> CANDIDATES = List.of("postgres", "daemon", "bin");

    /** Returns the account to change to, empty if this process is not root and PostgreSQL can be the same user. */
    static Optional<ServiceAccount> ofThisProcess() {
        return "root".equals(System.getProperty("user.name")) ? Optional.of(find()) : Optional.empty();
    }

    private static ServiceAccount find() {
        try {
            List<String> lines = Files.readAllLines(ACCOUNTS);
            for (String candidate : CANDIDATES) {
                for (String line : lines) {
                    List<String> fields = List.of(line.split(":", -1));
                    if (fields.size() > 3 && fields.getFirst().equals(candidate)) {
                        return new ServiceAccount(candidate, fields.get(2), fields.get(3));
                    }
                }
            }
        } catch (IOException e) {
            throw StartException.surroundings("Cannot read " + ACCOUNTS + ": " + e.getMessage(), e);
        }
        throw StartException.surroundings("PostgreSQL does not run as root, and there is no account named "
                + String.join(", ", CANDIDATES) + ". Start as another user or set DATABASE_URL.");
    }

    void own(Path path) throws IOException {
        Files.setOwner(
                path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
    }

    /** Whether this account may pass through all folders on the way to a folder and itself. */
    boolean reaches(Path folder) throws IOException {
        for (Path step = folder.toRealPath(); step != null; step = step.getParent()) {
            PosixFileAttributes attributes = Files.readAttributes(step, PosixFileAttributes.class);
            Set<PosixFilePermission> permissions = attributes.permissions();
            boolean owned = attributes.owner().getName().equals(name);
            if (!permissions.contains(owned ? PosixFilePermission.OWNER_EXECUTE : PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }
}
