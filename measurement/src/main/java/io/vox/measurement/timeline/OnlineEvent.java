package io.vox.measurement.timeline;

/**
 * An edge of speech as seen live. It drives the conversation and is a cross-check, never a figure (measurement 1.1).
 *
 * @param side {@code caller} or {@code agent}
 * @param type {@code onset} or {@code offset}
 * @param frame frame of the recording's clock
 * @param notifyMillis delay of the notice in ms, at least 0
 */
public record OnlineEvent(String side, String type, long frame, double notifyMillis) {
    public OnlineEvent {
        if (!side.equals("caller") && !side.equals("agent")) {
            throw new IllegalArgumentException("side must be caller or agent, not " + side);
        }
        if (!type.equals("onset") && !type.equals("offset")) {
            throw new IllegalArgumentException("type must be onset or offset, not " + type);
        }
    }
}
