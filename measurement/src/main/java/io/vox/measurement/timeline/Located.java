package io.vox.measurement.timeline;

/**
 * Where a sound was found.
 *
 * @param firstVoicedFrame frame of its first sample that was searched for
 * @param correlation normalized peak of the cross-correlation, 0.5 to 1
 */
public record Located(long firstVoicedFrame, double correlation) {}
