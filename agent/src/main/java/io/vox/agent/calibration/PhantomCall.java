package io.vox.agent.calibration;

import com.microsoft.playwright.PlaywrightException;
import io.vox.agent.browser.BrowserSession;
import io.vox.agent.conversation.Conversation;
import io.vox.agent.conversation.Prelude;
import io.vox.agent.conversation.SpeechLibrary;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.phantom.GroundTruth;
import io.vox.agent.phantom.PhantomServer;
import io.vox.agent.phantom.PhantomSession;
import io.vox.agent.phantom.TurnTruth;
import io.vox.agent.scenario.Application;
import io.vox.agent.scenario.ClickStep;
import io.vox.agent.scenario.Scenario;
import io.vox.agent.scenario.StepOrigin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One conversation's line to the phantom: the address that programs it, the steps that start it, and the truth it leaves
 * behind. Used once.
 */
public final class PhantomCall {
    private static final Path SOURCE = Path.of("phantom.yaml");
    private static final Duration DELIVERY = Duration.ofSeconds(10);

    private final PhantomServer server;
    private final String session;
    private final Map<String, String> changes;

    /**
     * Makes a call.
     *
     * @param session names the conversation, unique on this server
     * @param changes to the server's program, by component name
     */
    public PhantomCall(PhantomServer server, String session, Map<String, String> changes) {
        this.server = server;
        this.session = session;
        this.changes = Map.copyOf(changes);
    }

    /** Where the page is. */
    public URI url() {
        return server.uri(session, changes);
    }

    /** The page as an application. */
    public Application application() {
        return application(url());
    }

    /** A phantom's page as an application: the consent box, then the button. */
    public static Application application(URI url) {
        return new Application(
                "phantom",
                url,
                null,
                List.of("phantom"),
                List.of(
                        new ClickStep(new StepOrigin(SOURCE, 1, 1), false, "#accept"),
                        new ClickStep(new StepOrigin(SOURCE, 2, 2), false, "#start")),
                SOURCE);
    }

    /** Makes the page hand over its truth before it is closed. */
    public Prelude prelude() {
        return new Prelude() {
            @Override
            public void beforeClose(BrowserSession browser) {
                try {
                    browser.page().evaluate("() => window.finishPhantom && window.finishPhantom()");
                } catch (PlaywrightException lost) {
                    throw new VoxFault(
                            FaultCode.RECORDING_BROKEN,
                            "the phantom's page could not hand over its ground truth",
                            lost);
                }
            }
        };
    }

    /**
     * Computes the truth of what was said; waits for the page's last words.
     *
     * @param library the one the conversation was held with
     * @throws VoxFault {@code recording_broken} if the page delivered no truth
     */
    public List<TurnTruth> truths(Conversation conversation, Scenario scenario, SpeechLibrary library) {
        try {
            PhantomSession recorded = server.session(session).orElseThrow(PhantomCall::untold);
            if (!recorded.awaitComplete(DELIVERY.toMillis())) {
                throw untold();
            }
            return GroundTruth.of(recorded, conversation.timeline(), SpokenAssets.of(scenario, library));
        } catch (IOException failure) {
            throw new VoxFault(FaultCode.DISK, "cannot read the phantom's recording: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new VoxFault(FaultCode.CANCELED, "canceled while waiting for the ground truth", interrupted);
        }
    }

    private static VoxFault untold() {
        return new VoxFault(
                FaultCode.RECORDING_BROKEN, "the phantom's page delivered no ground truth for this conversation");
    }
}
