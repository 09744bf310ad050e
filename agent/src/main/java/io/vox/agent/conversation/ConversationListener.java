package io.vox.agent.conversation;

/** Hears how a conversation goes on. Called on the conversation's thread; must return at once. */
public interface ConversationListener {
    /** Does nothing. */
    ConversationListener NONE = new ConversationListener() {};

    /** A step begins; {@code number} counts from 1 over application and scenario together. */
    default void step(int number, int total, String words) {}

    /** Peaks of both sides over the last 100 ms, 0 to 1. */
    default void level(double caller, double agent) {}

    /** It is known what was heard live of a turn. */
    default void turn(LiveTurn turn) {}

    /** Something a person may want to know. */
    default void notice(String line) {}
}
