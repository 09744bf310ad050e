/**
 * The statistics behind every figure (measurement 1.5, 3). The unit of analysis is the conversation, since the turns
 * inside one are correlated: intervals of latencies come from a bootstrap over conversations, intervals of rates from
 * Wilson's formula with the effective number of turns. Random numbers are seeded by the conversations' ids, so the same
 * results give the same interval on every machine.
 */
@NullMarked
package io.vox.measurement.statistics;

import org.jspecify.annotations.NullMarked;
