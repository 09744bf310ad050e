/**
 * What the caller said and when (measurement 1.2): the stimuli of a conversation, the events that drove it live, and the
 * holes in its recording. Written by the eval agent beside the recording; with both, anyone can recompute every figure.
 * Where a stimulus really was is not taken from the schedule but looked up in the recorded sound by cross-correlation.
 */
@NullMarked
package io.vox.measurement.timeline;

import org.jspecify.annotations.NullMarked;
