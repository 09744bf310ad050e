package io.vox.agent.calibration;

import io.vox.agent.conversation.Conversation;
import io.vox.agent.conversation.Prelude;
import io.vox.agent.conversation.SpeechLibrary;
import io.vox.agent.phantom.PhantomServer;
import io.vox.agent.phantom.TurnTruth;
import io.vox.agent.run.Companion;
import io.vox.agent.scenario.MatrixCell;
import io.vox.agent.scenario.Scenario;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Goes with a run against the phantom: each conversation is a call of its own, whose truth joins the result. */
public final class PhantomCompanion implements Companion {
    private final PhantomServer server;
    private final SpeechLibrary library;
    private final String prefix;
    private final Map<Integer, PhantomCall> calls = new HashMap<>();
    private final Map<Integer, Scenario> scenarios = new HashMap<>();

    /**
     * Makes a companion of one run.
     *
     * @param library the one that the conversations are held with
     */
    public PhantomCompanion(PhantomServer server, SpeechLibrary library) {
        this(server, library, "conversation-");
    }

    /**
     * Makes a companion of one of several runs.
     *
     * @param prefix of the names of this run's calls, unique on the server
     */
    public PhantomCompanion(PhantomServer server, SpeechLibrary library, String prefix) {
        this.server = server;
        this.library = library;
        this.prefix = prefix;
    }

    @Override
    public URI address(MatrixCell cell, int number, URI usual) {
        return call(number).url();
    }

    @Override
    public Prelude prelude(MatrixCell cell, int number) {
        scenarios.put(number, cell.scenario());
        return call(number).prelude();
    }

    @Override
    public List<TurnTruth> truth(Conversation conversation, int number) {
        Scenario scenario = scenarios.get(number);
        return scenario == null ? List.of() : call(number).truths(conversation, scenario, library);
    }

    private PhantomCall call(int number) {
        return calls.computeIfAbsent(number, unknown -> new PhantomCall(server, prefix + unknown, Map.of()));
    }
}
