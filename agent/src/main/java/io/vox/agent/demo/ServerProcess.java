package io.vox.agent.demo;

import io.vox.agent.fault.ExitCode;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A server as a child of this process. Its stdin is a pipe of ours and it ends when that does, so that it does not outlive
 * this process, however that ends. What a terminal sends to all processes at once it does not hear: it has to be there for
 * what is reported at the end. Thread-safe.
 */
final class ServerProcess implements AutoCloseable {
    private static final String SERVES = "Vox serves ";
    private static final String COMPLAINS = "vox server: ";
    private static final long ORDERLY_SECONDS = 15;
    private static final long TERMINATED_SECONDS = 5;

    private final Process process;
    private final Path log;
    private final long logBegin;
    private final CompletableFuture<URI> address = new CompletableFuture<>();
    private volatile boolean closed;

    private ServerProcess(Process process, Path log, long logBegin) {
        this.process = process;
        this.log = log;
        this.logBegin = logBegin;
    }

    /**
     * Begins to start one; {@link #awaitAddress} says when it is there.
     *
     * @param launcher {@code vox}
     * @param settings of the server, over the environment of this process
     * @param log gets what it says
     */
    static ServerProcess start(Path launcher, Map<String, String> settings, Path log) {
        ProcessBuilder builder = new ProcessBuilder(
                List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh", launcher.toString(), "server", "start"));
        builder.environment().putAll(settings);
        builder.environment().put("VOX_END_WITH_STDIN", "true");
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            // Appended: another server that runs on the same folder writes there, too, before this one is refused.
            long logBegin = Files.exists(log) ? Files.size(log) : 0;
            builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            ServerProcess server = new ServerProcess(builder.start(), log, logBegin);
            Thread.ofVirtual().name("vox-server-output").start(server::read);
            return server;
        } catch (IOException failure) {
            throw new VoxFault(FaultCode.DISK, "cannot start the server: " + failure.getMessage(), failure);
        }
    }

    /**
     * Waits until it serves, and answers where.
     *
     * @throws DemoException if it does not come to that
     */
    URI awaitAddress() throws InterruptedException {
        try {
            return address.get();
        } catch (ExecutionException ended) {
            throw new DemoException(ExitCode.SERVER_ERROR, "the server did not start: " + lastWords());
        }
    }

    /** Calls {@code told} when it ends, unless it is closed. */
    void onEnd(Runnable told) {
        Thread.ofVirtual().name("vox-server-end").start(() -> {
            process.onExit().join();
            if (!closed) {
                told.run();
            }
        });
    }

    /** Why it ended, in its own words or those of its log. */
    String lastWords() {
        try {
            byte[] all = Files.readAllBytes(log);
            int begin = (int) Math.min(logBegin, all.length);
            List<String> lines = new String(all, begin, all.length - begin, StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.reversed().stream()
                    .filter(line -> line.startsWith(COMPLAINS) || line.startsWith("vox: "))
                    .map(line -> line.substring(line.indexOf(": ") + 2))
                    .findFirst()
                    .orElse("what it said is in " + log);
        } catch (IOException unreadable) {
            return "what it said is in " + log;
        }
    }

    /** Ends it in order, and its database with it; when that takes too long, not in order. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = Thread.interrupted();
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            // It has ended before.
        }
        try {
            if (!process.waitFor(ORDERLY_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
                process.waitFor(TERMINATED_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException impatient) {
            interrupted = true;
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroyForcibly();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(SERVES)) {
                    address.complete(URI.create(line.substring(SERVES.length()).strip()));
                }
            }
        } catch (IOException ended) {
            // Told below.
        }
        address.completeExceptionally(new IOException("the server has ended"));
    }
}
