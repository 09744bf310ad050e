package io.vox.measurement.statistics;

/**
 * Successes of one conversation.
 *
 * @param successes 0..opportunities
 * @param opportunities at least 0
 */
public record Proportion(int successes, int opportunities) {
    public Proportion {
        if (successes < 0 || successes > opportunities) {
            throw new IllegalArgumentException(successes + " successes in " + opportunities + " opportunities");
        }
    }
}
