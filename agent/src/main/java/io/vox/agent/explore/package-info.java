/**
 * Finds the way to the microphone of a page that nobody has described: surveys every frame, judges what the buttons
 * mean, clears consent boxes away, ticks what has to be ticked, presses the most promising button and watches what
 * happens, going back from dead ends. What worked is kept as steps that can be carried out again.
 */
@NullMarked
package io.vox.agent.explore;

import org.jspecify.annotations.NullMarked;
