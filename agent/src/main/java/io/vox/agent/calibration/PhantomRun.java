package io.vox.agent.calibration;

import io.vox.agent.browser.BrowserSettings;
import io.vox.agent.conversation.Conversation;
import io.vox.agent.conversation.ConversationListener;
import io.vox.agent.conversation.ConversationPlan;
import io.vox.agent.conversation.ConversationRunner;
import io.vox.agent.conversation.Listening;
import io.vox.agent.conversation.SpeechLibrary;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.phantom.PhantomProgram;
import io.vox.agent.phantom.PhantomServer;
import io.vox.agent.scenario.Scenario;
import io.vox.measurement.analysis.AnalysisException;
import io.vox.measurement.analysis.Analyzer;
import io.vox.measurement.analysis.AnalyzerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** Holds conversations with a phantom in this process and measures them. Belongs to one thread; close it at the end. */
public final class PhantomRun implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final PhantomServer server;
    private final SpeechLibrary library;
    private final ConversationRunner runner;
    private final Path folder;
    private int held;

    private PhantomRun(PhantomServer server, SpeechLibrary library, ConversationRunner runner, Path folder) {
        this.server = server;
        this.library = library;
        this.runner = runner;
        this.folder = folder;
    }

    /**
     * Starts the phantom.
     *
     * @param folder gets a folder per conversation, and the phantom's own recordings under {@code truth}
     */
    public static PhantomRun start(BrowserSettings settings, SpeechLibrary library, Path folder) {
        try {
            PhantomServer server =
                    PhantomServer.start(0, PhantomProgram.standard("calibration"), folder.resolve("truth"));
            return new PhantomRun(server, library, new ConversationRunner(settings, library, LIMIT), folder);
        } catch (IOException failure) {
            throw new VoxFault(FaultCode.DISK, "cannot start the phantom: " + failure.getMessage(), failure);
        }
    }

    /**
     * Holds one conversation, and a second one if a fault of ours spoiled the first, as runs do.
     *
     * @throws VoxFault as {@link #hold}
     */
    public PhantomConversation holdUnbroken(Map<String, String> changes, Scenario scenario) {
        return unbroken(() -> hold(changes, scenario, 1, ConversationListener.NONE));
    }

    static <T> T unbroken(Supplier<T> conversation) {
        try {
            return conversation.get();
        } catch (VoxFault fault) {
            if (!fault.code().worthRepeating()) {
                throw fault;
            }
            return conversation.get();
        }
    }

    /**
     * Holds one conversation.
     *
     * @param changes to the standard program, by component name of {@link PhantomProgram}
     * @throws VoxFault the fault that ended the conversation early, if one did
     */
    public PhantomConversation hold(
            Map<String, String> changes, Scenario scenario, int repeat, ConversationListener listener) {
        held++;
        PhantomCall call = new PhantomCall(server, "conversation-" + held, changes);
        Conversation conversation = runner.hold(
                new ConversationPlan(
                        call.application(),
                        scenario,
                        call.url(),
                        repeat,
                        folder.resolve("%02d".formatted(held)),
                        null,
                        null,
                        Listening.withoutTranscriber(),
                        call.prelude()),
                listener);
        VoxFault fault = conversation.fault();
        if (fault != null) {
            throw fault;
        }
        try {
            return new PhantomConversation(
                    conversation,
                    Analyzer.analyze(conversation.recording(), conversation.timeline(), AnalyzerOptions.defaults()),
                    call.truths(conversation, scenario, library));
        } catch (AnalysisException | IOException failure) {
            throw new VoxFault(
                    FaultCode.RECORDING_BROKEN,
                    "the conversation with the phantom cannot be measured: " + failure.getMessage(),
                    failure);
        }
    }

    @Override
    public void close() {
        runner.close();
        try {
            server.close();
        } catch (IOException failure) {
            throw new VoxFault(
                    FaultCode.DISK, "cannot close the phantom's recordings: " + failure.getMessage(), failure);
        }
    }
}
