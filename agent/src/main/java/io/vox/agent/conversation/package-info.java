/**
 * Holds one scripted conversation: carries out the steps of an application and a scenario in the browser, speaks on the
 * caller's side, records both sides as they come and leaves a recording and the timeline of what was said when.
 *
 * <p>Live events only decide when the next step starts. Every figure is computed afterwards from the recording
 * (measurement 1.1).
 */
@NullMarked
package io.vox.agent.conversation;

import org.jspecify.annotations.NullMarked;
