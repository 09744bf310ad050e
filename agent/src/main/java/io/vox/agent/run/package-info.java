/**
 * Turns held conversations into a result: {@link io.vox.agent.run.RunExecutor} holds the conversations of a matrix one
 * after the other, has each recording analysed, repeats once what our own faults spoiled, and leaves a run folder with
 * the recordings, their timelines, {@code result.json} and the report.
 *
 * <p>Whatever ends a run early, a fault, a crash or a person, ends up in the result beside what was recorded until then.
 * {@link io.vox.agent.run.ResultDocument} is the published shape of it (docs/result-format.md).
 */
@NullMarked
package io.vox.agent.run;

import org.jspecify.annotations.NullMarked;
