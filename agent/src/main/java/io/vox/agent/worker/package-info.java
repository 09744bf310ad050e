/**
 * The eval agent daemon: registers at a server, asks for jobs when it has a free slot, gives signs of life and does the
 * jobs. {@link io.vox.agent.worker.Worker} puts the loops together; each loop is a virtual thread around a
 * {@code runOnce()} that answers how long to pause. The server sets the intervals, and jitter is added to all of them.
 *
 * <p>Stopping is not canceling (docs/adr/0070): told to stop, the worker takes no new job and finishes the one it has; told
 * again, it gives the job back; the heartbeat ends last in any case, since a job is not lost before it is reported.
 */
@NullMarked
package io.vox.agent.worker;

import org.jspecify.annotations.NullMarked;
