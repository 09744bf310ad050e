package io.vox.measurement.board;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What became of conversations; each at least 0. One that an agent's fault ended may be counted all the same.
 *
 * @param held all of them
 * @param counted how many are in the figures
 * @param agentFaults ended early by the product
 * @param harnessFaults voided by a fault of ours
 * @param unavailable where the product could not be reached
 * @param canceled stopped on request
 */
public record ConversationCounts(
        int held, int counted, int agentFaults, int harnessFaults, int unavailable, int canceled) {
    /** No conversation. */
    public static final ConversationCounts NONE = new ConversationCounts(0, 0, 0, 0, 0, 0);

    public ConversationCounts {
        if (held < 0 || counted < 0 || agentFaults < 0 || harnessFaults < 0 || unavailable < 0 || canceled < 0) {
            throw new IllegalArgumentException("a negative number of conversations");
        }
        if (counted > held || agentFaults > held || harnessFaults > held || unavailable > held || canceled > held) {
            throw new IllegalArgumentException("more conversations than the " + held + " held");
        }
    }

    /** Adds counts of different conversations up. */
    public static ConversationCounts sum(List<ConversationCounts> parts) {
        return new ConversationCounts(
                sum(parts, ConversationCounts::held),
                sum(parts, ConversationCounts::counted),
                sum(parts, ConversationCounts::agentFaults),
                sum(parts, ConversationCounts::harnessFaults),
                sum(parts, ConversationCounts::unavailable),
                sum(parts, ConversationCounts::canceled));
    }

    private static int sum(List<ConversationCounts> parts, ToIntFunction<ConversationCounts> count) {
        return parts.stream().mapToInt(count).sum();
    }
}
