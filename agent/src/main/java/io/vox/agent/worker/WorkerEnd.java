package io.vox.agent.worker;

import io.vox.agent.fault.ExitCode;

/**
 * Why a worker ended.
 *
 * @param line what happened and what to do, empty = it was asked to
 */
public record WorkerEnd(ExitCode exitCode, String line) {
    /** It was asked to, or had one job to do and did it. */
    static final WorkerEnd ASKED = new WorkerEnd(ExitCode.PASS, "");
}
