package io.vox.measurement.metric;

import io.vox.measurement.analysis.ConversationAnalysis;
import io.vox.measurement.analysis.Turn;
import io.vox.measurement.analysis.TurnFlag;
import io.vox.measurement.statistics.ClusterSeed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The conversations that figures are computed from: sound ones only, all of one method (measurement 1.6, 1.7). Their order
 * does not matter.
 *
 * @param sound conversations without a harness fault
 * @param voided how many were excluded
 */
record Conversations(List<ConversationAnalysis> sound, int voided, String methodVersion, long seed) {
    private static final String FLAGGED_TURNS = "flagged_turns";

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

    /** What the figures have in common. */
    Basis basis() {
        return Basis.of(methodVersion, sound.size(), voided, seed);
    }

    /** The flags of a metric over all turns. */
    List<String> flags() {
        Set<String> flags = sound.stream()
                .flatMap(conversation -> flags(conversation.flags(), conversation.turns()).stream())
                .collect(Collectors.toSet());
        return ordered(flags, voided);
    }

    /** The flags of a metric over some turns of a conversation with these flags. */
    static Set<String> flags(Collection<String> conversation, List<Turn> turns) {
        Set<String> flags = new HashSet<>();
        if (conversation.contains(TurnFlag.NOISY) && !turns.isEmpty()) {
            flags.add(TurnFlag.NOISY);
        }
        for (Turn turn : turns) {
            if (isDoubtful(turn)) {
                flags.add(FLAGGED_TURNS);
            }
        }
        return flags;
    }

    /** The flags of a metric in the order that the contract promises. */
    static List<String> ordered(Set<String> flags, int voided) {
        List<String> ordered = new ArrayList<>(List.of(TurnFlag.NOISY, FLAGGED_TURNS));
        ordered.retainAll(flags);
        if (voided > 0) {
            ordered.add("voided_conversations");
        }
        return ordered;
    }

    private static boolean isDoubtful(Turn turn) {
        return !turn.flags().isEmpty() && turn.flags().stream().anyMatch(TurnFlag.DOUBTS::contains);
    }
}
