package io.vox.agent.progress;

import java.util.Locale;

/**
 * One line of progress, cut to the width of the terminal.
 *
 * @param fancy whether block characters can be shown
 * @param columns of the terminal
 */
record ProgressLine(boolean fancy, int columns) {
    private static final int BAR = 16;
    private static final int METER = 8;
    /** What the quietest light of a meter stands for. */
    private static final double QUIETEST_DBFS = -48;

    String render(String conversation, int step, int steps, String action, double caller, double agent, long seconds) {
        String time = String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
        double done = steps == 0 ? 0 : Math.max(0, step - 1) / (double) steps;
        String line = bar(done, BAR) + " " + step + "/" + steps + " " + action + "  caller " + meter(caller) + " agent "
                + meter(agent) + "  " + time + "  " + conversation;
        // The last column stays free: a full line makes some terminals scroll.
        return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
    }

    private String meter(double peak) {
        double dbfs = 20 * Math.log10(Math.max(peak, 1e-6));
        return bar(Math.clamp(1 - dbfs / QUIETEST_DBFS, 0, 1), METER);
    }

    private String bar(double share, int width) {
        int full = (int) Math.round(share * width);
        return fancy
                ? "\u2588".repeat(full) + "\u2591".repeat(width - full)
                : "[" + "#".repeat(full) + ".".repeat(width - full) + "]";
    }
}
