package io.vox.server.evaluation.job.queue;

import java.util.Optional;

/**
 * Jobs that can be claimed from now on.
 *
 * @param count how many
 */
record Arrival(String region, boolean isPublic, String workspaceId, int count) {
    private static final int PARTS = 4;

    /** Reads a notification; empty if it is none of ours. */
    static Optional<Arrival> parse(String payload) {
        String[] parts = payload.split(" ", -1);
        try {
            return parts.length == PARTS
                    ? Optional.of(new Arrival(
                            parts[0], parts[1].equals("PUBLIC"), parts[2], Math.max(1, Integer.parseInt(parts[3]))))
                    : Optional.empty();
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }
}
