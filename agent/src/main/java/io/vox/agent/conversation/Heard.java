package io.vox.agent.conversation;

import io.vox.agent.scenario.ListenStep;

/**
 * An answer that a {@code listen} step heard.
 *
 * @param fromFrame the agent's onset, -1 = nothing was heard
 * @param toFrame the agent's offset, -1 = nothing was heard
 */
record Heard(ListenStep step, long fromFrame, long toFrame) {
    static Heard nothing(ListenStep step) {
        return new Heard(step, -1, -1);
    }

    boolean isNothing() {
        return fromFrame < 0;
    }
}
