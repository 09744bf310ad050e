/**
 * Checks what people write as steps, before it is stored: a file that no eval agent can carry out is refused when it is
 * saved, with the line, and not when a job has waited for its turn. The rules are those of {@code scenario.schema.json},
 * which a spec of the agent holds equal to its parser; here it is told in the parser's words.
 */
@NullMarked
package io.vox.server.evaluation.steps;

import org.jspecify.annotations.NullMarked;
