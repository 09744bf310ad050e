package io.vox.agent.calibration;

import io.vox.agent.conversation.Conversation;
import io.vox.agent.phantom.TurnTruth;
import io.vox.measurement.analysis.ConversationAnalysis;
import java.util.List;

/**
 * A conversation with the phantom, measured, and what was true of it.
 *
 * @param truths of the turns it can be known of
 */
public record PhantomConversation(Conversation conversation, ConversationAnalysis analysis, List<TurnTruth> truths) {
    public PhantomConversation {
        truths = List.copyOf(truths);
    }

    /** The error of every turn that has both a value and a truth. */
    public List<TurnError> errors() {
        return TurnError.of(analysis, truths);
    }
}
