package io.vox.measurement.analysis;

import java.util.Set;

/** The flags of a turn. Flagged turns stay in the figures; the flag travels with the figure (measurement 1.4). */
public final class TurnFlag {
    /** The stimulus, or the end of it that a response is timed from, was played more than 2 ms off the run's usual hop. */
    public static final String HOP_CHANGED = "hop_changed";

    /** The live event is more than 5 ms off the recording. */
    public static final String ONLINE_DIFFERS = "online_differs";

    /** Sound is missing within the turn. */
    public static final String HOLE = "hole";

    /** The agent's channel has a noise floor above -40 dBFS. */
    public static final String NOISY = "noisy";

    /** A live event within the turn was delivered more than 100 ms late. */
    public static final String NOTIFY_LATE = "notify_late";

    /** The stimulus was not found in the recording. */
    public static final String STIMULUS_NOT_FOUND = "stimulus_not_found";

    /** The agent stopped at a backchannel and said no more: its answer may simply have ended there. */
    public static final String AMBIGUOUS_END = "ambiguous_end";

    /** The agent fell silent during a barge-in and spoke again before the caller had finished. */
    public static final String RESUMED = "resumed";

    /** The agent uttered less than 700 ms while the caller spoke, and was silent again before the caller ended. */
    public static final String AGENT_BACKCHANNEL = "agent_backchannel";

    /** The recording ended too early to see whether the agent spoke again after a barge-in. */
    public static final String RECOVERY_UNOBSERVED = "recovery_unobserved";

    /** Flags that put the number in doubt; the others describe what the agent did. */
    public static final Set<String> DOUBTS =
            Set.of(HOP_CHANGED, ONLINE_DIFFERS, HOLE, NOISY, NOTIFY_LATE, STIMULUS_NOT_FOUND, AMBIGUOUS_END);

    private TurnFlag() {}
}
