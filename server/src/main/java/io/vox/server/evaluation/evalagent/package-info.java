/**
 * Eval agents: the programs that do jobs. One registers by its token and its name and is given a session, which a new
 * registration ends. Whether it is idle, occupied or gone is not stored: it follows from when it was last heard of and
 * from what it holds. Owns the table {@code eval_agent}.
 */
@NullMarked
package io.vox.server.evaluation.evalagent;

import org.jspecify.annotations.NullMarked;
