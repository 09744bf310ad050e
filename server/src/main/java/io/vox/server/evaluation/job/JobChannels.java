package io.vox.server.evaluation.job;

/** What servers notify one another of (see {@link io.vox.server.platform.notification}). */
public final class JobChannels {
    /** Jobs may be claimed: region, visibility, workspace and how many, with spaces between. */
    public static final String AVAILABLE = "job_available";

    /** A job that is watched has a new event: its id. */
    public static final String EVENT = "job_event";

    private JobChannels() {}
}
