package io.vox.measurement.alignment;

/**
 * How much later than on the shared clock a side was recorded, over a stretch of the recording.
 *
 * @param channel 0 = caller, 1 = agent
 * @param fromFrame first frame of the recording it holds for; it holds to the next delay of that channel
 * @param frames recorded frame minus clock frame, relative to the caller's first
 * @param anchors how many pieces of sound say so
 */
public record Delay(int channel, long fromFrame, long frames, int anchors) {}
