package io.vox.agent.browser;

import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.util.Map;

/**
 * The process that drives browsers for this program. Starting it takes longer than starting a browser: whoever holds
 * conversations one after the other keeps it. Belongs to the thread that started it.
 */
public final class BrowserDriver implements AutoCloseable {
    private static final Map<String, String> ENVIRONMENT = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

    private final Playwright playwright;

    private BrowserDriver(Playwright playwright) {
        this.playwright = playwright;
    }

    /**
     * Starts it.
     *
     * @throws PlaywrightException if it does not start
     */
    public static BrowserDriver start() {
        return new BrowserDriver(Playwright.create(new Playwright.CreateOptions().setEnv(ENVIRONMENT)));
    }

    Playwright playwright() {
        return playwright;
    }

    @Override
    public void close() {
        try {
            playwright.close();
        } catch (PlaywrightException alreadyGone) {
            // A killed driver cannot be closed again.
        }
    }
}
