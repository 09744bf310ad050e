package io.vox.server.platform.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The folder of an installation. Immutable; its files may be used by several processes at once. */
public final class VoxHome {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** What we make is longer, but people may put keys of their own there. */
    private static final Pattern KEY = Pattern.compile("[!-~]{16,}");

    private final Path folder;

    private VoxHome(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder if it is not there. Others may pass through it, as PostgreSQL has to under an account of its own,
     * but not look into it.
     *
     * @throws StartException if it cannot be made
     */
    public static VoxHome at(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        makeFolder(absolute, "rwx--x--x");
        return new VoxHome(absolute);
    }

    public Path folder() {
        return folder;
    }

    /** Returns a folder of that name in this one, made if need be, which others may pass through. */
    public Path passable(String name) {
        return makeFolder(folder.resolve(name), "rwx--x--x");
    }

    /** Returns a folder of that name in this one, made if need be, for the owner only. */
    public Path closed(String name) {
        return makeFolder(folder.resolve(name), "rwx------");
    }

    /** Returns where the key of that name is or would be. */
    public Path keyFile(String name) {
        return folder.resolve("keys").resolve(name);
    }

    /**
     * Returns the text of a key file; makes it, 0600, if it is not there. Of two processes that make it at once both get
     * the same text.
     *
     * @throws StartException if the file can neither be read nor made
     */
    public String key(String name, Supplier<String> newText) {
        closed("keys");
        Path file = keyFile(name);
        try {
            return read(file);
        } catch (NoSuchFileException notThere) {
            return make(file, newText.get());
        } catch (IOException e) {
            throw StartException.surroundings("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** A key that was cut off or overwritten is never taken for one. */
    private static String read(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
        if (!KEY.matcher(text).matches()) {
            throw StartException.surroundings(
                    "The key in " + file + " is damaged: restore it from a backup of VOX_HOME.");
        }
        return text;
    }

    private static String make(Path file, String text) {
        Path made = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        try {
            Files.createFile(made, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(made, text + "\n", StandardCharsets.UTF_8);
            try {
                // A link appears with its whole text or not at all, and never replaces another.
                Files.createLink(file, made);
            } catch (FileAlreadyExistsException another) {
                return read(file);
            } catch (UnsupportedOperationException noLinks) {
                Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(made);
            }
            return text;
        } catch (IOException e) {
            throw StartException.surroundings("Cannot make " + file + ": " + e.getMessage(), e);
        }
    }

    private static Path makeFolder(Path folder, String permissions) {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Path parent = folder.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
            return folder;
        } catch (FileAlreadyExistsException another) {
            return folder;
        } catch (IOException e) {
            throw StartException.surroundings(
                    "Cannot make " + folder + ": " + e.getMessage() + ". VOX_HOME names another place.", e);
        } catch (UnsupportedOperationException e) {
            throw new UncheckedIOException(new IOException("no POSIX permissions on " + folder, e));
        }
    }
}
