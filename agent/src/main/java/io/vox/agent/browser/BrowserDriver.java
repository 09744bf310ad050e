package io.vox.agent.browser;

import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The process that drives browsers for this program. Starting it takes longer than starting a browser: whoever holds
 * conversations one after the other keeps it. Belongs to one thread.
 */
public final class BrowserDriver implements AutoCloseable {
    private static final Map<String, String> ENVIRONMENT = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

    private static final AtomicReference<@Nullable CompletableFuture<Playwright>> EXPECTED = new AtomicReference<>();

    private final Playwright playwright;

    private BrowserDriver(Playwright playwright) {
        this.playwright = playwright;
    }

    /** Tells that one will be needed soon: it begins to start meanwhile. Unneeded it ends with this program. Thread-safe. */
    public static void expect() {
        CompletableFuture<Playwright> starting = new CompletableFuture<>();
        if (EXPECTED.compareAndSet(null, starting)) {
            starting.completeAsync(
                    BrowserDriver::create,
                    task -> Thread.ofPlatform().daemon().name("driver-starter").start(task));
        }
    }

    /**
     * Starts it, or takes the one that was expected.
     *
     * @throws PlaywrightException if it does not start
     */
    public static BrowserDriver start() {
        CompletableFuture<Playwright> expected = EXPECTED.getAndSet(null);
        try {
            return new BrowserDriver(expected == null ? create() : expected.join());
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof PlaywrightException cause ? cause : failure;
        }
    }

    private static Playwright create() {
        return Playwright.create(new Playwright.CreateOptions().setEnv(ENVIRONMENT));
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
