package io.vox.agent.job;

import io.vox.agent.browser.AddressGuard;
import io.vox.agent.conversation.Conversation;
import io.vox.agent.conversation.Prelude;
import io.vox.agent.phantom.TurnTruth;
import io.vox.agent.run.Companion;
import io.vox.agent.scenario.MatrixCell;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Goes with the conversations of a job, whose pages reach what the job says and nothing else.
 *
 * @param other decides all the rest
 */
record GuardedCompanion(Companion other, AddressGuard guard) implements Companion {
    @Override
    public URI address(MatrixCell cell, int number, URI usual) {
        return other.address(cell, number, usual);
    }

    @Override
    public AddressGuard guard(URI address) {
        return guard;
    }

    @Override
    public Prelude prelude(MatrixCell cell, int number) {
        return other.prelude(cell, number);
    }

    @Override
    public List<TurnTruth> truth(Conversation conversation, int number) throws IOException {
        return other.truth(conversation, number);
    }
}
