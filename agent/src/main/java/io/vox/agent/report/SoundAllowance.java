package io.vox.agent.report;

/**
 * How much sound still fits into one report. A minute of the playable copy takes 5 MB of the page, so that a report is
 * not to grow with the number of conversations without end. Not thread-safe.
 */
final class SoundAllowance {
    /** Longest single recording that is embedded, in seconds. */
    static final int LONGEST_SECONDS = 5 * 60;

    /** Sound of all conversations that is embedded, in seconds. */
    static final int TOTAL_SECONDS = 15 * 60;

    private double leftSeconds = TOTAL_SECONDS;

    /** Takes the length of a recording from what is left and tells whether the recording may be embedded. */
    boolean take(double seconds) {
        if (seconds > LONGEST_SECONDS || seconds > leftSeconds) {
            return false;
        }
        leftSeconds -= seconds;
        return true;
    }
}
