package io.vox.agent.command;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How the browser is provided and shown: shared by all commands that hold conversations. */
@SuppressWarnings("NullAway.Init")
public final class BrowserOptions {
    @Option(
            names = "--headless",
            arity = "0..1",
            defaultValue = "true",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Show no window (default: ${DEFAULT-VALUE}).")
    private boolean headless;

    @Option(names = "--no-install", description = "Never install a browser; fail where there is none.")
    private boolean refuseInstallation;

    @Option(
            names = "--timeout",
            defaultValue = "10m",
            paramLabel = "TIME",
            description = "How long one conversation may take, such as 90s or 10m (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    /** False = in a window. */
    public boolean headless() {
        return headless;
    }

    /** Whether a browser may be installed. */
    public boolean install() {
        return !refuseInstallation;
    }

    /** How long one conversation may take. */
    public Duration timeout() {
        return timeout;
    }
}
