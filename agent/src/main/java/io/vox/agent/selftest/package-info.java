/**
 * What stands between a host and its first figure: a look at how busy the machine is, and a short conversation with the
 * calibration agent whose truth is known (measurement 1.4). A host that is overloaded or off refuses to measure. The
 * outcome of the conversation is remembered for a day per host and browser, and stored with every result.
 */
@NullMarked
package io.vox.agent.selftest;

import org.jspecify.annotations.NullMarked;
