package io.vox.agent.explore;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.vox.agent.browser.BrowserSession;
import java.util.function.BooleanSupplier;

/**
 * Asks the page itself whether it wants the microphone, for whoever does not read the messages of the hooks. Belongs to
 * the browser's thread.
 */
public final class MicrophoneWatch implements BooleanSupplier {
    private static final String WATCH = """
            (() => {
              const devices = navigator.mediaDevices;
              if (!devices || !window.__vox || devices.__voxWatched) return;
              const ask = devices.getUserMedia;
              devices.getUserMedia = function getUserMedia(constraints) {
                if (constraints && constraints.audio) window.__vox.engine.asked = true;
                return ask.call(devices, constraints);
              };
              Object.defineProperty(devices, '__voxWatched', { value: true, enumerable: false });
            })()
            """;
    // An engine that runs without anything to hear was started by a microphone that was asked for on load.
    private static final String ASKED =
            "() => { const e = window.__vox && window.__vox.engine; return !!e && (!!e.asked || (!!e.started && e.taps.size === 0)); }";

    private final Page page;

    private MicrophoneWatch(Page page) {
        this.page = page;
    }

    /** Watches the page that {@code browser} shows already. */
    public static MicrophoneWatch over(BrowserSession browser) {
        Page page = browser.page();
        page.context().addInitScript(WATCH);
        for (Frame frame : page.frames()) {
            try {
                frame.evaluate(WATCH);
            } catch (PlaywrightException gone) {
                // A frame that goes away asks for nothing.
            }
        }
        return new MicrophoneWatch(page);
    }

    @Override
    public boolean getAsBoolean() {
        for (Frame frame : page.frames()) {
            try {
                if (Boolean.TRUE.equals(frame.evaluate(ASKED))) {
                    return true;
                }
            } catch (PlaywrightException gone) {
                // Another frame, or the next look, will tell.
            }
        }
        return false;
    }
}
