package io.vox.measurement.metric;

/** What can honestly be said about a metric of two runs. */
public enum Change {
    BETTER,
    WORSE,
    CANNOT_TELL_YET
}
