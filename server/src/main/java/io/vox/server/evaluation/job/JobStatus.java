package io.vox.server.evaluation.job;

/** The states of a job (docs/job-states.md). Moves are made in SQL, each fenced by the state that it starts from. */
public enum JobStatus {
    /** Waits for an eval agent. Made so; comes back here when it is released, or retried after a fault of ours. */
    PENDING(false),
    /** Held by an eval agent, which has a lease of it. If that is silent, the reaper takes the job away. */
    RUNNING(false),
    /** Has a result. */
    COMPLETED(true),
    /** Has a fault. */
    FAILED(true),
    /** Stopped on request. */
    CANCELED(true);

    private final boolean last;

    JobStatus(boolean last) {
        this.last = last;
    }

    /** Whether nothing moves it any more. */
    public boolean isFinal() {
        return last;
    }
}
