/**
 * Eval agents and the tokens that let them work. Owns the tables {@code eval_agent_token} and {@code eval_agent}.
 */
@NullMarked
package io.vox.server.evaluation.agent;

import org.jspecify.annotations.NullMarked;
