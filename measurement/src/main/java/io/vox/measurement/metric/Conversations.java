package io.vox.measurement.metric;

import io.vox.measurement.analysis.ConversationAnalysis;
import io.vox.measurement.analysis.Turn;
import io.vox.measurement.analysis.TurnFlag;
import io.vox.measurement.statistics.ClusterSeed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The conversations that figures are computed from: sound ones only, all of one method (measurement 1.6, 1.7). Their order
 * does not matter.
 *
 * @param sound conversations without a harness fault
 * @param voided how many were excluded
 */
record Conversations(List<ConversationAnalysis> sound, int voided, String methodVersion, long seed) {

    /**
     * Takes the sound conversations.
     *
     * @throws IllegalArgumentException if they were measured by different methods
     */
    static Conversations of(List<ConversationAnalysis> all, String defaultMethodVersion) {
        List<String> versions =
                all.stream().map(ConversationAnalysis::methodVersion).distinct().toList();
        if (versions.size() > 1) {
            throw new IllegalArgumentException(
                    "figures of different methods are never averaged together: " + String.join(", ", versions));
        }
        List<ConversationAnalysis> sound = all.stream()
                .filter(conversation -> conversation.harnessFault() == null)
                .sorted(Comparator.comparing(Conversations::id))
                .toList();
        String version = versions.isEmpty() ? defaultMethodVersion : versions.getFirst();
        long seed = ClusterSeed.of(sound.stream().map(Conversations::id).toList());
        return new Conversations(sound, all.size() - sound.size(), version, seed);
    }

    private static String id(ConversationAnalysis conversation) {
        return conversation.scenario() + '#' + conversation.repeat() + '#' + conversation.condition();
    }

    /** Returns the matching turns of each conversation. */
    List<List<Turn>> turns(Predicate<Turn> filter) {
        return sound.stream()
                .map(conversation ->
                        conversation.turns().stream().filter(filter).toList())
                .toList();
    }

    /** Why there is nothing to compute from, if so. */
    String absence(String otherwise) {
        if (!sound.isEmpty()) {
            return otherwise;
        }
        return voided > 0 ? "harness_fault" : "no_conversations";
    }

    /** The flags of a metric over some turns of each conversation. */
    List<String> flags(List<List<Turn>> turns) {
        List<String> flags = new ArrayList<>();
        boolean noisy = false;
        for (int i = 0; i < sound.size(); i++) {
            noisy |= sound.get(i).flags().contains(TurnFlag.NOISY)
                    && !turns.get(i).isEmpty();
        }
        if (noisy) {
            flags.add(TurnFlag.NOISY);
        }
        if (turns.stream().flatMap(List::stream).anyMatch(Conversations::isDoubtful)) {
            flags.add("flagged_turns");
        }
        if (voided > 0) {
            flags.add("voided_conversations");
        }
        return flags;
    }

    private static boolean isDoubtful(Turn turn) {
        return turn.flags().stream().anyMatch(TurnFlag.DOUBTS::contains);
    }
}
