package io.vox.server.evaluation.job;

/** What can happen to a job. */
public enum JobEventType {
    CREATED(false),
    CLAIMED(false),
    CONVERSATION_STARTED(false),
    TURN(false),
    NOTICE(false),
    CONVERSATION_ENDED(false),
    CANCEL_REQUESTED(false),
    /** It waits again: its eval agent gave it back. */
    RELEASED(false),
    /** It waits again for another attempt: its eval agent went silent, or failed by a fault of ours. */
    LOST(false),
    COMPLETED(true),
    FAILED(true),
    CANCELED(true);

    private final boolean last;

    JobEventType(boolean last) {
        this.last = last;
    }

    /** Whether nothing happens to the job after that. */
    public boolean isFinal() {
        return last;
    }
}
