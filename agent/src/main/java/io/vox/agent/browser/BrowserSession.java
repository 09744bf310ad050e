package io.vox.agent.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import com.microsoft.playwright.options.WaitUntilState;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One page in one fresh browser, with the hooks in every frame. Belongs to one thread: Playwright delivers messages only
 * while that thread is inside a call, so whoever waits must {@link #pump}.
 */
public final class BrowserSession implements AutoCloseable {
    private static final int MAXIMUM_CONSOLE_LINES = 2_000;
    private static final int MAXIMUM_MESSAGE_CHARACTERS = 1 << 20;
    private static final String HOOKS = hooks();

    /** Closed with the session, null = somebody else keeps the driver. */
    private final @Nullable BrowserDriver ownDriver;

    private final BrowserProfile profile;
    private final @Nullable GuardProxy proxy;
    private final BrowserContext context;
    private final Page page;
    private final ObjectMapper json = new ObjectMapper();
    private final Queue<PageMessage> messages = new ArrayDeque<>();
    private final List<String> console = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private @Nullable Frame engineFrame;
    private boolean crashed;
    private boolean closed;
    private int mainFrameLoads;
    private int mainStatus;

    private BrowserSession(
            @Nullable BrowserDriver ownDriver,
            BrowserProfile profile,
            @Nullable GuardProxy proxy,
            BrowserContext context) {
        this.ownDriver = ownDriver;
        this.profile = profile;
        this.proxy = proxy;
        this.context = context;
        this.page =
                context.pages().isEmpty() ? context.newPage() : context.pages().get(0);
    }

    /**
     * Starts a browser with a driver of its own and opens an empty page.
     *
     * @param guard null for a page of our own, which needs none
     * @throws VoxFault {@code no_browser} if it does not start
     */
    public static BrowserSession start(BrowserSettings settings, @Nullable AddressGuard guard) {
        return start(BrowserDriver::start, true, settings, guard);
    }

    /**
     * Starts a browser with a driver that outlives it, and opens an empty page.
     *
     * @param driver asked when all that needs none is done; it may still be starting
     * @param guard null for a page of our own, which needs none
     * @throws VoxFault {@code no_browser} if it does not start
     */
    public static BrowserSession start(
            Supplier<BrowserDriver> driver, BrowserSettings settings, @Nullable AddressGuard guard) {
        return start(driver, false, settings, guard);
    }

    private static BrowserSession start(
            Supplier<BrowserDriver> drivers, boolean own, BrowserSettings settings, @Nullable AddressGuard guard) {
        BrowserDriver driver = null;
        BrowserProfile profile = null;
        GuardProxy proxy = null;
        try {
            proxy = guard == null ? null : GuardProxy.start(guard);
            profile = BrowserProfile.create(settings.browser());
            driver = drivers.get();
            BrowserContext context = driver.playwright()
                    .chromium()
                    .launchPersistentContext(profile.folder(), launchOptions(settings, profile, proxy));
            BrowserSession session = new BrowserSession(own ? driver : null, profile, proxy, context);
            session.prepare(guard);
            return session;
        } catch (VoxFault noDriver) {
            closeQuietly(null, profile, proxy);
            throw noDriver;
        } catch (PlaywrightException | IOException failure) {
            closeQuietly(own ? driver : null, profile, proxy);
            throw notStarted(settings, failure);
        }
    }

    private static VoxFault notStarted(BrowserSettings settings, Exception failure) {
        return new VoxFault(
                FaultCode.NO_BROWSER,
                "the browser " + settings.browser() + " does not start: " + firstLine(failure),
                failure);
    }

    private static BrowserType.LaunchPersistentContextOptions launchOptions(
            BrowserSettings settings, BrowserProfile profile, @Nullable GuardProxy proxy) {
        BrowserType.LaunchPersistentContextOptions options = new BrowserType.LaunchPersistentContextOptions()
                .setExecutablePath(profile.executable())
                .setHeadless(settings.headless())
                // Ctrl-C goes to all programs of a terminal at once; whoever holds the conversation decides about its
                // end.
                .setHandleSIGINT(false)
                .setHandleSIGTERM(false)
                .setHandleSIGHUP(false)
                .setChromiumSandbox(true)
                .setBypassCSP(true)
                .setAcceptDownloads(false)
                .setServiceWorkers(ServiceWorkerPolicy.BLOCK)
                .setPermissions(List.of("microphone", "camera"))
                .setViewportSize(1280, 800)
                .setTimeout(60_000)
                .setArgs(List.of(
                        "--autoplay-policy=no-user-gesture-required",
                        "--use-fake-ui-for-media-stream",
                        "--use-fake-device-for-media-stream",
                        "--disable-background-timer-throttling",
                        "--disable-renderer-backgrounding",
                        "--disable-backgrounding-occluded-windows",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-quic",
                        "--disable-gpu",
                        "--no-first-run",
                        "--js-flags=--max-old-space-size=1024",
                        "--allow-loopback-in-peer-connection"));
        return proxy == null ? options : options.setProxy(proxy.proxy());
    }

    private void prepare(@Nullable AddressGuard guard) {
        context.exposeBinding("__voxSend", (source, arguments) -> {
            receive(source.frame(), arguments);
            return null;
        });
        context.addInitScript(HOOKS);
        if (guard != null) {
            context.route(url -> !guard.allows(url), route -> {
                notices.add("refused the page the address " + route.request().url());
                route.abort("accessdenied");
            });
        }
        page.onConsoleMessage(this::keep);
        page.onPageError(error -> console.add("page error: " + error));
        page.onCrash(gone -> crashed = true);
        page.onClose(gone -> closed = true);
        page.onDialog(dialog -> {
            notices.add("the page opened a dialog (" + dialog.type() + "), which was dismissed: " + dialog.message());
            dialog.dismiss();
        });
        page.onDownload(download -> notices.add("refused a download: " + download.url()));
        context.onPage(popup -> {
            if (!popup.equals(page)) {
                notices.add("closed a window that the page opened: " + popup.url());
                popup.close();
            }
        });
        // Also where the browser shows a page of its own instead, since the error came without one.
        page.onResponse(response -> {
            if (response.request().isNavigationRequest() && response.frame().equals(page.mainFrame())) {
                mainStatus = response.status();
            }
        });
        page.onDOMContentLoaded(loaded -> mainFrameLoads++);
    }

    /**
     * Opens {@code url} and waits until its document is there.
     *
     * @throws VoxFault {@code target_unreachable} or {@code target_error}
     */
    public void open(String url, Duration timeout) {
        mainStatus = 0;
        PlaywrightException failure = null;
        try {
            page.navigate(
                    url,
                    new Page.NavigateOptions()
                            .setWaitUntil(WaitUntilState.DOMCONTENTLOADED)
                            .setTimeout((double) timeout.toMillis()));
        } catch (TimeoutError slow) {
            throw new VoxFault(
                    FaultCode.TARGET_UNREACHABLE, url + " did not answer within " + timeout.toSeconds() + " s", slow);
        } catch (PlaywrightException failed) {
            checkAlive();
            failure = failed;
        }
        if (proxy != null && proxy.failedToReach(url)) {
            throw new VoxFault(FaultCode.TARGET_UNREACHABLE, "cannot open " + url + ": nothing answers there", failure);
        }
        if (mainStatus >= 400) {
            throw new VoxFault(
                    FaultCode.TARGET_ERROR,
                    url + " answers with status " + mainStatus + "; nothing to measure",
                    failure);
        }
        if (failure != null) {
            throw new VoxFault(FaultCode.TARGET_UNREACHABLE, "cannot open " + url + ": " + firstLine(failure), failure);
        }
    }

    /** Lets messages come in for about {@code milliseconds}, then fails if the page or browser is gone. */
    public void pump(double milliseconds) {
        try {
            page.waitForTimeout(milliseconds);
        } catch (PlaywrightException gone) {
            checkAlive();
            throw new VoxFault(FaultCode.BROWSER_DIED, "the browser went away: " + firstLine(gone), gone);
        }
        checkAlive();
    }

    private void checkAlive() {
        profile.requireWithinMemory();
        if (crashed) {
            throw new VoxFault(FaultCode.PAGE_CRASHED, "the page crashed in the browser");
        }
        if (closed) {
            throw new VoxFault(FaultCode.BROWSER_DIED, "the browser or its page was closed during the run");
        }
    }

    /** Takes the next message of the hooks. */
    public Optional<PageMessage> poll() {
        return Optional.ofNullable(messages.poll());
    }

    /** Calls {@code expression}, a function of the engine and one argument, in the frame that holds the engine. */
    public JsonNode engine(String expression, @Nullable Object argument) {
        Frame frame = engineFrame == null ? page.mainFrame() : engineFrame;
        try {
            Object answer = frame.evaluate("argument => (" + expression + ")(window.__vox.engine, argument)", argument);
            return json.valueToTree(answer);
        } catch (PlaywrightException failure) {
            checkAlive();
            if (page.isClosed()) {
                throw new VoxFault(FaultCode.BROWSER_DIED, "the browser went away during the run", failure);
            }
            throw new VoxFault(
                    FaultCode.PAGE_RELOADED,
                    "the page lost its audio during the conversation: " + firstLine(failure),
                    failure);
        }
    }

    /** How often the document of the main frame has been loaded. */
    public int loads() {
        return mainFrameLoads;
    }

    /** The page, for the steps that click and type. */
    public Page page() {
        return page;
    }

    /** What the page wrote to its console. */
    public List<String> console() {
        return List.copyOf(console);
    }

    /** Dialogs, windows, downloads and addresses that were refused, one line each. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    /** Name and version of the browser. */
    public String version() {
        Object brand = page.evaluate("() => navigator.userAgent");
        return String.valueOf(brand).replaceFirst(".*?(Headless)?(Chrome|Edg)/([0-9.]+).*", "$2 $3");
    }

    private void receive(@Nullable Frame frame, Object[] arguments) {
        if (arguments.length != 1
                || !(arguments[0] instanceof String text)
                || text.length() > MAXIMUM_MESSAGE_CHARACTERS) {
            return;
        }
        try {
            JsonNode body = json.readTree(text);
            String type = body.path("type").asText();
            if (type.equals("engine")) {
                engineFrame = frame;
            }
            messages.add(new PageMessage(type, body));
        } catch (JsonProcessingException forged) {
            // Only the hooks send here; anything else is the page playing with us.
            console.add("vox: a malformed message from the page was dropped");
        }
    }

    private void keep(ConsoleMessage message) {
        if (console.size() < MAXIMUM_CONSOLE_LINES) {
            console.add(message.type() + ": " + message.text());
        }
    }

    /** Ends the browser at once: nothing in its profile is worth an orderly end. */
    @Override
    public void close() {
        closeQuietly(ownDriver, profile, proxy);
    }

    private static void closeQuietly(
            @Nullable BrowserDriver ownDriver, @Nullable BrowserProfile profile, @Nullable GuardProxy proxy) {
        if (ownDriver != null) {
            ownDriver.close();
        }
        try {
            if (profile != null) {
                profile.close();
            }
        } catch (IOException left) {
            System.err.println("warning: the browser's folder could not be removed: " + left.getMessage());
        }
        if (proxy != null) {
            proxy.close();
        }
    }

    private static String firstLine(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        for (String text : message.lines().map(String::strip).toList()) {
            if (!text.isEmpty() && !text.equals("Error {") && !text.startsWith("message='Error")) {
                return text.replaceFirst("^message='", "");
            }
        }
        return message.strip();
    }

    private static String hooks() {
        return "(() => {\n" + resource("clock-watch.js") + "const METER_SOURCE = "
                + quoted(resource("meter-worklet.js")) + ";\n" + resource("hooks.js") + "})();\n";
    }

    private static String quoted(String text) {
        try {
            return new ObjectMapper().writeValueAsString(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(
                BrowserSession.class.getResourceAsStream(name), () -> "missing resource " + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /** Stores a picture of the page, where there still is one. */
    public boolean screenshot(Path file) {
        try {
            Files.write(file, page.screenshot());
            return true;
        } catch (PlaywrightException | IOException gone) {
            return false;
        }
    }
}
