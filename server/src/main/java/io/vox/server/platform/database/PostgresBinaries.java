package io.vox.server.platform.database;

import io.vox.server.platform.home.StartException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, unpacked once from the library that carries them. Immutable. */
final class PostgresBinaries {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private final Path folder;

    private PostgresBinaries(Path folder) {
        this.folder = folder;
    }

    /**
     * Unpacks the programs below a folder, unless they are there.
     *
     * @throws StartException if there are none for this system, or they cannot be unpacked
     */
    static PostgresBinaries below(Path parent) {
        URL archive = PostgresBinaries.class.getResource(ARCHIVE);
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (archive == null || !List.of("Linux amd64", "Linux x86_64").contains(system)) {
            throw StartException.surroundings(
                    "There is no PostgreSQL in this distribution for " + system + ": set DATABASE_URL to one.");
        }
        try {
            Path folder = parent.resolve(checksum(archive));
            if (!Files.isDirectory(folder)) {
                unpack(archive, folder);
            }
            return new PostgresBinaries(folder);
        } catch (IOException e) {
            throw StartException.surroundings("Cannot unpack PostgreSQL below " + parent + ": " + e.getMessage(), e);
        }
    }

    /** Returns the path of a program: {@code postgres}, {@code initdb} or {@code pg_ctl}. */
    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    /** The checksum that the jar states, so that no start has to read the archive. */
    private static String checksum(URL archive) throws IOException {
        return archive.openConnection() instanceof JarURLConnection jar
                ? String.format(Locale.ROOT, "%08x", jar.getJarEntry().getCrc())
                : "unpacked";
    }

    private static void unpack(URL archive, Path folder) throws IOException {
        LOG.info("Unpacking PostgreSQL into {}", folder);
        Path unfinished = folder.resolveSibling(folder.getFileName() + "." + UUID.randomUUID());
        try {
            makeFolders(unfinished);
            try (InputStream raw = archive.openStream();
                    TarArchiveInputStream tar =
                            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(raw, 1 << 16)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(tar, entry, unfinished);
                }
            }
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException another) {
            LOG.debug("Another server unpacked it first");
        } finally {
            FolderRemoval.remove(unfinished);
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            makeFolders(target);
            return;
        }
        makeFolders(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, root.resolve(entry.getLinkName()).normalize());
        } else {
            Files.copy(tar, target);
            Files.setPosixFilePermissions(target, permissions((entry.getMode() & 0100) != 0));
        }
    }

    private static void makeFolders(Path folder) throws IOException {
        Path normal = folder.normalize();
        if (!Files.isDirectory(normal)) {
            Path parent = normal.getParent();
            if (parent != null) {
                makeFolders(parent);
            }
            Files.createDirectory(normal);
            Files.setPosixFilePermissions(normal, permissions(true));
        }
    }

    /** Readable for all, since another account has to read them. */
    private static Set<PosixFilePermission> permissions(boolean executable) {
        return EnumSet.copyOf(PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
