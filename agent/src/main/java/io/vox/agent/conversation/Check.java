package io.vox.agent.conversation;

import org.jspecify.annotations.Nullable;

/**
 * What a {@code listen} step found.
 *
 * @param passed null = could not be judged, for the reason in {@code detail}
 */
public record Check(String name, @Nullable Boolean passed, String detail) {}
