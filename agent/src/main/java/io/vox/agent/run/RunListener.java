package io.vox.agent.run;

import io.vox.agent.conversation.ConversationListener;

/** Hears how a run goes on. Called on the run's thread. */
public interface RunListener extends ConversationListener {
    /** Does nothing. */
    RunListener NONE = new RunListener() {};

    /**
     * A conversation begins.
     *
     * @param number from 1
     * @param total conversations of the run, as far as is known
     * @param words application, scenario and repeat, for people
     */
    default void conversation(int number, int total, String scenario, String words) {}

    /** A conversation has ended and is analysed. */
    default void ended(int number, ConversationResult result) {}

    /** The run is over; nothing more is told. */
    default void over() {}
}
