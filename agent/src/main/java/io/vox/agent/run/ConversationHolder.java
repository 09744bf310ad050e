package io.vox.agent.run;

import io.vox.agent.conversation.Conversation;
import io.vox.agent.conversation.ConversationListener;
import io.vox.agent.conversation.ConversationPlan;
import java.util.concurrent.CompletableFuture;

/** Holds a conversation: {@link io.vox.agent.conversation.ConversationRunner}, or a stand-in without a browser. */
@FunctionalInterface
public interface ConversationHolder extends AutoCloseable {
    /** Holds it to its end; faults of target and harness are in the answer. */
    Conversation hold(ConversationPlan plan, ConversationListener listener);

    /**
     * Holds it, and answers when its browser is not needed any more; other threads may still work on the recording.
     * What comes after that work may run on any thread.
     */
    default CompletableFuture<Conversation> converse(ConversationPlan plan, ConversationListener listener) {
        return CompletableFuture.completedFuture(hold(plan, listener));
    }

    /** Ends what is kept from one conversation to the next. */
    @Override
    default void close() {}
}
