package io.vox.agent.worker;

import io.vox.agent.fault.ExitCode;
import io.vox.agent.job.Insistence;
import io.vox.agent.secret.Redactor;
import io.vox.sdk.VoxException;

/**
 * Why the worker ends, once something has happened that no repetition mends. The first reason stays. Thread-safe.
 */
final class Ending {
    private final StopSignal stop;
    private final Redactor redactor;
    private WorkerEnd end = WorkerEnd.ASKED;

    Ending(StopSignal stop, Redactor redactor) {
        this.stop = stop;
        this.redactor = redactor;
    }

    /** Ends the worker: nothing can be reported any more. */
    void end(ExitCode code, String line) {
        synchronized (this) {
            if (end.equals(WorkerEnd.ASKED)) {
                end = new WorkerEnd(code, redactor.redact(line));
            }
        }
        stop.to(StopSignal.Phase.DROPPING);
    }

    /** Ends the worker if the server wants no more of it; answers whether it does. */
    boolean ends(VoxException failure) {
        switch (Insistence.code(failure)) {
            case "agent_token_invalid" ->
                end(ExitCode.USAGE, "the server takes the eval agent token no more: " + failure.getMessage());
            case "session_ended" ->
                end(
                        ExitCode.SERVER_ERROR,
                        "another eval agent registered with this name and token; give this one another --name");
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A loop did what it must not. */
    void broken(RuntimeException unexpected) {
        end(ExitCode.HARNESS_FAULT, "unexpected: " + unexpected);
    }

    synchronized WorkerEnd get() {
        return end;
    }
}
