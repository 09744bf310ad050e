package io.vox.server.conversations.call;

/**
 * What ended a conversation early or voids it.
 *
 * @param kind {@code AGENT_FAULT}, {@code HARNESS_FAULT}, {@code TARGET_UNAVAILABLE}, {@code USAGE} or {@code CANCELED}
 * @param code word of an open list, lower snake case
 * @param message one line for people
 */
public record CallFault(String kind, String code, String message) {}
