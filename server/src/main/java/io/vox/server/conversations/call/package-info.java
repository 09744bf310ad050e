/**
 * Conversations, whoever held them, with their turns, which are the raw samples that every figure is computed from. Those
 * of eval agents are recorded with the completion of their job, in its transaction. Owns the tables {@code call} and
 * {@code turn}.
 */
@NullMarked
package io.vox.server.conversations.call;

import org.jspecify.annotations.NullMarked;
