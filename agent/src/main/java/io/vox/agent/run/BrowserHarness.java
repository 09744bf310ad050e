package io.vox.agent.run;

import io.vox.agent.browser.BrowserInstaller;
import io.vox.agent.browser.BrowserSettings;
import io.vox.agent.conversation.Conversation;
import io.vox.agent.conversation.ConversationListener;
import io.vox.agent.conversation.ConversationPlan;
import io.vox.agent.conversation.ConversationRunner;
import io.vox.agent.conversation.SpeechLibrary;
import io.vox.agent.fault.VoxFault;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Measures with a real browser.
 *
 * @param install whether a missing browser may be installed
 * @param limit how long one conversation may take
 */
public record BrowserHarness(boolean headless, boolean install, SpeechLibrary library, Duration limit, Gate gate)
        implements Harness {
    @Override
    public Ready prepare(Consumer<String> talk) {
        BrowserSettings settings = new BrowserSettings(BrowserInstaller.provide(install, talk), headless);
        ConversationRunner runner = new ConversationRunner(settings, library, limit);
        try {
            return new Ready(new RunnerHolder(runner), gate.open(settings, talk));
        } catch (VoxFault closed) {
            runner.close();
            throw closed;
        }
    }

    private record RunnerHolder(ConversationRunner runner) implements ConversationHolder {
        @Override
        public Conversation hold(ConversationPlan plan, ConversationListener listener) {
            return runner.hold(plan, listener);
        }

        @Override
        public CompletableFuture<Conversation> converse(ConversationPlan plan, ConversationListener listener) {
            return runner.converse(plan, listener);
        }

        @Override
        public void close() {
            runner.close();
        }
    }
}
