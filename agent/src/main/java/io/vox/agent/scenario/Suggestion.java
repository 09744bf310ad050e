package io.vox.agent.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class Suggestion {
    private Suggestion() {}

    /** Returns the nearest candidate, if it is no more than a third of the word away (at least 1, at most 3 edits). */
    static Optional<String> find(String written, Collection<String> candidates) {
        if (written.length() > 40) {
            return Optional.empty();
        }
        String normalized = written.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        int allowed = Math.clamp(written.length() / 3, 1, 3);
        return candidates.stream()
                .filter(candidate -> distance(normalized, candidate) <= allowed)
                .min(Comparator.<String>comparingInt(candidate -> distance(normalized, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Counts insertions, deletions, replacements and swaps of neighbours. */
    private static int distance(String left, String right) {
        int[][] edits = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                boolean same = left.charAt(i - 1) == right.charAt(j - 1);
                int best =
                        Math.min(edits[i - 1][j - 1] + (same ? 0 : 1), Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    best = Math.min(best, edits[i - 2][j - 2] + 1);
                }
                edits[i][j] = best;
            }
        }
        return edits[left.length()][right.length()];
    }
}
