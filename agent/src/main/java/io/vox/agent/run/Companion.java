package io.vox.agent.run;

import io.vox.agent.browser.AddressGuard;
import io.vox.agent.conversation.Conversation;
import io.vox.agent.conversation.Prelude;
import io.vox.agent.phantom.TurnTruth;
import io.vox.agent.scenario.MatrixCell;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** What a command does beside the conversations of its run. */
public interface Companion {
    /** Does nothing. */
    Companion NONE = new Companion() {};

    /**
     * The address to open.
     *
     * @param number of the conversation, from 1; a repeat after a fault has a number of its own
     * @param usual what the application names
     */
    default URI address(MatrixCell cell, int number, URI usual) {
        return usual;
    }

    /** Which addresses the page may reach; usually those that the address itself needs. */
    default AddressGuard guard(URI address) {
        return new AddressGuard(address);
    }

    /** What is done with the page. */
    default Prelude prelude(MatrixCell cell, int number) {
        return Prelude.NONE;
    }

    /** What is true of the turns, for an agent that tells. Called on any thread, for one conversation after the other. */
    default List<TurnTruth> truth(Conversation conversation, int number) throws IOException {
        return List.of();
    }
}
