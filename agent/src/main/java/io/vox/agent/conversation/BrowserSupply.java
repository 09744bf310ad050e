package io.vox.agent.conversation;

import com.microsoft.playwright.PlaywrightException;
import io.vox.agent.browser.AddressGuard;
import io.vox.agent.browser.BrowserDriver;
import io.vox.agent.browser.BrowserSession;
import io.vox.agent.browser.BrowserSettings;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Browsers for one conversation after the other, with one driver for all. The next one can be ordered while there is other
 * work to do; browsers start on a thread of their own and belong to whoever took them. Belongs to one thread itself, and no
 * other browser of it may be in use while one is taken or ordered: the driver serves one thread at a time.
 */
final class BrowserSupply implements AutoCloseable {
    private final BrowserSettings settings;
    private final ExecutorService starter = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("browser-starter").factory());
    private final ExecutorService closer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("browser-closer").factory());
    /** Touched by the starter's thread, and by whoever has a browser of it in use. */
    private @Nullable BrowserDriver driver;

    private @Nullable Ordered ordered;
    private CompletableFuture<Void> closing = CompletableFuture.completedFuture(null);

    private record Ordered(@Nullable AddressGuard guard, CompletableFuture<BrowserSession> browser) {}

    BrowserSupply(BrowserSettings settings) {
        this.settings = settings;
        // Whoever makes a supply wants a browser soon. If there is no driver, taking a browser says so.
        BrowserDriver.expect();
    }

    /** Lets a browser start that {@link #take} is going to ask for. */
    void order(AddressGuard guard) {
        if (ordered == null) {
            ordered = new Ordered(guard, started(guard));
        }
    }

    /**
     * Starts a browser that {@link #take} is going to ask for, by the thread that has another one in use, which goes on
     * meanwhile. If it does not start, taking one tries again and says so.
     */
    void startBeside(AddressGuard guard) {
        BrowserDriver used = driver;
        if (ordered == null && used != null) {
            try {
                ordered = new Ordered(
                        guard, CompletableFuture.completedFuture(BrowserSession.start(() -> used, settings, guard)));
            } catch (VoxFault tellsLater) {
                ordered = null;
            }
        }
    }

    /**
     * Answers a fresh browser, the ordered one if it is of that kind.
     *
     * @throws VoxFault {@code no_browser} if it does not start
     */
    BrowserSession take(@Nullable AddressGuard guard) {
        Ordered found = ordered;
        ordered = null;
        if (found != null && !Objects.equals(found.guard(), guard)) {
            discard(found);
            found = null;
        }
        BrowserSession browser = joined(found == null ? started(guard) : found.browser());
        joined(closing);
        return browser;
    }

    /** Ends {@code browser}, which nobody uses any more, while the next one starts; no two are ever handed out at once. */
    void giveBack(BrowserSession browser) {
        closing = CompletableFuture.runAsync(browser::close, closer);
    }

    private CompletableFuture<BrowserSession> started(@Nullable AddressGuard guard) {
        return onStarter(() -> {
            try {
                return BrowserSession.start(this::driver, settings, guard);
            } catch (VoxFault failure) {
                // It may be the driver that is broken: the next browser gets another one.
                closeDriver();
                throw failure;
            }
        });
    }

    private <T> CompletableFuture<T> onStarter(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, starter);
    }

    private BrowserDriver driver() {
        try {
            BrowserDriver kept = driver == null ? BrowserDriver.start() : driver;
            driver = kept;
            return kept;
        } catch (PlaywrightException failure) {
            throw new VoxFault(
                    FaultCode.NO_BROWSER, "the browser's driver does not start: " + failure.getMessage(), failure);
        }
    }

    private void closeDriver() {
        BrowserDriver kept = driver;
        driver = null;
        if (kept != null) {
            kept.close();
        }
    }

    private static void discard(Ordered unused) {
        unused.browser()
                .handle((browser, failure) -> {
                    if (browser != null) {
                        browser.close();
                    }
                    return true;
                })
                .join();
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    /** Ends the driver, and the browser that nobody took. */
    @Override
    public void close() {
        Ordered unused = ordered;
        ordered = null;
        if (unused != null) {
            discard(unused);
        }
        joined(closing);
        joined(CompletableFuture.runAsync(this::closeDriver, starter));
        starter.shutdown();
        closer.shutdown();
    }
}
