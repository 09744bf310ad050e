package io.vox.agent.browser;

import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Brings a browser onto a machine that has none, saying so, or says what to do. */
public final class BrowserInstaller {
    private static final long LIMIT_MINUTES = 10;

    private BrowserInstaller() {}

    /**
     * Finds a browser, installing one where none is and it is allowed to.
     *
     * @param install whether anything may be installed
     * @param talk gets one line for each thing that is done
     * @throws VoxFault {@code no_browser} with what to do
     */
    public static Path provide(boolean install, Consumer<String> talk) {
        BrowserFinder finder = BrowserFinder.ofMachine();
        Optional<Path> found;
        try {
            found = finder.find();
        } catch (IllegalArgumentException misnamed) {
            throw new VoxFault(FaultCode.NO_BROWSER, String.valueOf(misnamed.getMessage()), misnamed);
        }
        if (found.isPresent()) {
            return found.get();
        }
        String advice = "install chromium, google-chrome or microsoft-edge, or set CHROMIUM to one";
        if (!install) {
            throw new VoxFault(FaultCode.NO_BROWSER, "no browser found and --no-install given: " + advice);
        }
        if (Files.isExecutable(Path.of("/usr/bin/apt-get")) && Superuser.is()) {
            talk.accept("No browser found: installing the Debian package chromium");
            run(List.of("apt-get", "update", "-q"));
            run(List.of("apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"));
        } else {
            talk.accept("No browser found: installing Chromium with Playwright's installer");
            run(List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "com.microsoft.playwright.CLI",
                    "install",
                    "chromium"));
        }
        return finder.find()
                .orElseThrow(
                        () -> new VoxFault(FaultCode.NO_BROWSER, "no browser found after installing one: " + advice));
    }

    private static void run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true);
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            // apt's own progress is talk: it belongs on stderr, like ours.
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            Process process = builder.start();
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new VoxFault(
                        FaultCode.NO_BROWSER, "'" + String.join(" ", command) + "' did not end in 10 minutes");
            }
            if (process.exitValue() != 0) {
                throw new VoxFault(
                        FaultCode.NO_BROWSER,
                        "'" + String.join(" ", command) + "' failed with " + process.exitValue()
                                + ": install a browser by hand, or set CHROMIUM to one");
            }
        } catch (IOException failure) {
            throw new VoxFault(FaultCode.NO_BROWSER, "cannot run '" + String.join(" ", command) + "'", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new VoxFault(FaultCode.CANCELED, "canceled while installing a browser", interrupted);
        }
    }
}
