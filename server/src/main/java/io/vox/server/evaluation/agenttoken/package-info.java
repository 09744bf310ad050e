/**
 * The tokens that let eval agents work: each for one region, and either for the public jobs of everyone (fleet
 * {@code PUBLIC}, made by administrators) or for the jobs of its workspace. Only a digest is stored, and it is looked up
 * with every request, so that a token stops working at once when it is revoked. Owns the table {@code eval_agent_token}.
 */
@NullMarked
package io.vox.server.evaluation.agenttoken;

import org.jspecify.annotations.NullMarked;
