package io.vox.agent.demo;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a demonstration has to know of its server the next time, in a file that only its owner may read.
 *
 * @param adminPassword of {@link #ADMIN}
 * @param scoutPassword of {@link #SCOUT}
 * @param activation the token that makes the scout's account usable, null = it is, or it was not made yet
 * @param agentToken of the eval agent, null = none was made yet
 * @param phantomPort where the phantom was, so that its workflow need not change; 0 = anywhere
 */
record DemoMemory(
        String adminPassword,
        String scoutPassword,
        @Nullable String activation,
        @Nullable String agentToken,
        int phantomPort) {
    static final String ADMIN = "admin@vox.example";
    static final String SCOUT = "scout@vox.example";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PASSWORD_BYTES = 24;

    /** Where it is. */
    static Path file(Path home) {
        return home.resolve("keys").resolve("demo.json");
    }

    /**
     * Reads it, or makes one of a server that is yet to be set up.
     *
     * @throws VoxFault {@code disk} if the file is there and holds something else
     */
    static DemoMemory read(Path home) {
        Path file = file(home);
        try {
            return JSON.readValue(Files.readAllBytes(file), DemoMemory.class);
        } catch (NoSuchFileException first) {
            return new DemoMemory(password(), password(), null, null, 0);
        } catch (JacksonException malformed) {
            throw new VoxFault(
                    FaultCode.DISK,
                    file + " is not what a demonstration wrote; VOX_HOME names another folder",
                    malformed);
        } catch (IOException unreadable) {
            throw new VoxFault(FaultCode.DISK, "cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** Replaces the file in one step. */
    void write(Path home) {
        Path file = file(home);
        Path draft = file.resolveSibling(".demo.json.draft");
        try {
            // As the server makes them: its database's account has to pass through the one, and not through the other.
            makeFolder(home, "rwx--x--x");
            makeFolder(home.resolve("keys"), "rwx------");
            Files.deleteIfExists(draft);
            Files.createFile(draft, permissions("rw-------"));
            Files.write(draft, JSON.writeValueAsBytes(this));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new VoxFault(FaultCode.DISK, "cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }

    /** The server was set up just now, so that nothing older counts. */
    DemoMemory afterSetup(String activationToken) {
        return new DemoMemory(adminPassword, scoutPassword, activationToken, null, phantomPort);
    }

    DemoMemory afterActivation() {
        return new DemoMemory(adminPassword, scoutPassword, null, agentToken, phantomPort);
    }

    DemoMemory withAgentToken(String token) {
        return new DemoMemory(adminPassword, scoutPassword, activation, token, phantomPort);
    }

    DemoMemory withPhantomPort(int port) {
        return new DemoMemory(adminPassword, scoutPassword, activation, agentToken, port);
    }

    /** Says nothing of the secrets. */
    @Override
    public String toString() {
        return "DemoMemory[phantom at " + phantomPort + "]";
    }

    private static void makeFolder(Path folder, String permissions) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(folder, permissions(permissions));
        }
    }

    private static FileAttribute<?> permissions(String written) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(written));
    }

    private static String password() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
