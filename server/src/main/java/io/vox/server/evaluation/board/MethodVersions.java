package io.vox.server.evaluation.board;

import io.vox.measurement.board.Cell;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Which definitions a board goes by: figures of different ones are never put side by side (measurement 1.7). */
final class MethodVersions {
    private MethodVersions() {}

    /**
     * Returns the version that most conversations were measured by, of several the newest: a board changes to a new version
     * when most of its window has.
     *
     * @param cells at least one
     */
    static String mostUsed(Collection<Cell> cells) {
        Map<String, Long> conversations = new TreeMap<>();
        for (Cell cell : cells) {
            conversations.merge(
                    cell.methodVersion(), (long) cell.conversations().counted(), Long::sum);
        }
        return conversations.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
    }
}
