package io.vox.server.platform.database;

import io.vox.server.platform.home.StartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs PostgreSQL's programs, as an unprivileged account if this process is root. Immutable.
 *
 * <p>The server itself runs under {@code setpriv --pdeathsig INT}, so that the kernel asks it to end when this process dies
 * by any means, and in a session of its own ({@code setsid}), so that a Ctrl-C in the terminal does not end it before the
 * requests that still need it.
 */
final class PostgresPrograms {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresPrograms.class);
    private static final long TIMEOUT_SECONDS = 120;

    private final PostgresBinaries binaries;
    private final Optional<ServiceAccount> account;
    private final boolean tied;

    private PostgresPrograms(PostgresBinaries binaries, Optional<ServiceAccount> account, boolean tied) {
        this.binaries = binaries;
        this.account = account;
        this.tied = tied;
    }

    /**
     * Finds out what this system can do.
     *
     * @throws StartException if this process is root and cannot start programs as another account
     */
    static PostgresPrograms of(PostgresBinaries binaries, Optional<ServiceAccount> account) {
        boolean tied = works("setsid", "setpriv", "--pdeathsig", "INT", "true");
        if (!tied && account.isPresent()) {
            throw StartException.surroundings(
                    "PostgreSQL does not run as root, and setpriv (of util-linux) is not there"
                            + " to start it as another account. Install it, start as another user, or set DATABASE_URL.");
        }
        if (!tied) {
            LOG.warn(
                    "Without setpriv (of util-linux) PostgreSQL outlives a server that is killed, until the next start");
        }
        return new PostgresPrograms(binaries, account, tied);
    }

    /** Whether the kernel ends the server with this process. */
    boolean tied() {
        return tied;
    }

    /**
     * Starts the server as a direct child of the calling thread, which has to live as long as the server shall: the
     * kernel sends its signal when that thread ends.
     */
    Process startServer(List<String> arguments, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        if (tied) {
            command.addAll(List.of("setsid", "setpriv", "--pdeathsig", "INT"));
            account.ifPresent(other -> command.addAll(identity(other)));
        }
        command.add(binaries.program("postgres"));
        command.addAll(arguments);
        return builder(command)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectErrorStream(true)
                .start();
    }

    /**
     * Runs a program to its end.
     *
     * @throws StartException if it fails, with the last lines that it printed
     */
    void run(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        account.ifPresent(other -> {
            command.add("setpriv");
            command.addAll(identity(other));
        });
        command.add(binaries.program(program));
        command.addAll(arguments);
        try {
            Process process = builder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw StartException.surroundings(program + " of PostgreSQL does not end");
            }
            if (process.exitValue() != 0) {
                throw PostgresLog.explain(program + " of PostgreSQL failed", output);
            }
        } catch (IOException e) {
            throw StartException.surroundings("Cannot run " + program + " of PostgreSQL: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StartException.surroundings("Interrupted while " + program + " of PostgreSQL ran", e);
        }
    }

    private static List<String> identity(ServiceAccount account) {
        return List.of(
                "--reuid=" + account.uid(),
                "--regid=" + account.gid(),
                "--clear-groups",
                "--no-new-privs",
                "--inh-caps=-all");
    }

    /** With none of this process's settings, as PostgreSQL obeys many and secrets may be among them. */
    private static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Path.of("/").toFile());
        String path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder;
    }

    private static boolean works(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectErrorStream(true)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException notThere) {
            LOG.debug(
                    "{} cannot be run: {}", String.join(" ", command).toLowerCase(Locale.ROOT), notThere.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
