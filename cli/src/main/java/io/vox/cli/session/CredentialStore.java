package io.vox.cli.session;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vox.cli.shell.CliFailure;
import io.vox.cli.shell.ExitCode;
import io.vox.sdk.api.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of a person, one for each server, in {@code VOX_HOME/credentials.json}, which nobody else may read; those of
 * a profile in {@code credentials-NAME.json}. Changes are made by one process at a time and are whole or not there.
 */
public final class CredentialStore {
    /** The whole file. */
    private record Content(Map<String, Credential> servers) {}

    private static final ObjectMapper JSON = ApiClient.createDefaultObjectMapper();
    /** Locks on files keep out other processes, and are refused to other threads of this one. */
    private static final ReentrantLock THIS_PROCESS = new ReentrantLock();

    private final Path folder;
    private final Path file;

    /**
     * Creates a store.
     *
     * @param profile a name of letters, digits, - and _; empty = the one without a name
     */
    public CredentialStore(Path home, String profile) {
        this.folder = home;
        this.file = home.resolve(profile.isEmpty() ? "credentials.json" : "credentials-" + profile + ".json");
    }

    /** The only server there is a credential for; empty = there is none, or more than one. */
    public Optional<String> server() {
        Map<String, Credential> servers = read();
        return servers.size() == 1 ? servers.keySet().stream().findFirst() : Optional.empty();
    }

    /** The credential for a server. */
    public Optional<Credential> find(URI server) {
        return Optional.ofNullable(read().get(server.toString()));
    }

    /** Keeps a credential for a server, instead of the one before. */
    public void save(URI server, Credential credential) {
        change(server, _ -> credential);
    }

    /** Forgets the credential for a server. */
    public void remove(URI server) {
        change(server, _ -> null);
    }

    /**
     * Changes the credential for a server while no other process does.
     *
     * @param change gets what is there, null = nothing, and answers what should be
     * @return what is there now; null = nothing
     */
    @Nullable
    Credential change(URI server, UnaryOperator<@Nullable Credential> change) {
        THIS_PROCESS.lock();
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("credentials.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                Map<String, Credential> servers = read();
                Credential changed = change.apply(servers.get(server.toString()));
                if (changed == null) {
                    servers.remove(server.toString());
                } else {
                    servers.put(server.toString(), changed);
                }
                write(servers);
                return changed;
            }
        } catch (IOException e) {
            throw new CliFailure(ExitCode.HARNESS_FAULT, "cannot keep credentials in " + folder + ": " + e, e);
        } finally {
            THIS_PROCESS.unlock();
        }
    }

    private Map<String, Credential> read() {
        try {
            Content content = JSON.readValue(Files.readAllBytes(file), Content.class);
            return new TreeMap<>(content.servers());
        } catch (NoSuchFileException e) {
            return new TreeMap<>();
        } catch (JacksonException e) {
            throw new CliFailure(ExitCode.USAGE, file + " cannot be read; remove it and log in again", e);
        } catch (IOException e) {
            throw new CliFailure(ExitCode.HARNESS_FAULT, "cannot read " + file + ": " + e, e);
        }
    }

    private void write(Map<String, Credential> servers) throws IOException {
        // Made so that its owner alone can read it, from the first byte on.
        Path next = Files.createTempFile(folder, "credentials", ".new");
        try {
            Files.write(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(new Content(servers)));
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
