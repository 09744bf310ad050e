package io.vox.measurement.speech;

import java.util.List;

/**
 * What one channel of a recording holds (measurement 1.3, 1.5).
 *
 * @param sampleRate frames per second, at least 8000
 * @param frames length of the channel
 * @param noiseFloorDbfs 10th percentile of the 10 ms RMS frames, dB of full scale, -120 (digital silence) to 0
 * @param thresholdDbfs level above which a frame is speech, dB of full scale
 * @param noisy whether the noise floor is above -40 dBFS, where onset error grows past 10 ms
 * @param segments speech in order, each more than 300 ms after the one before
 */
public record ChannelActivity(
        int sampleRate,
        long frames,
        double noiseFloorDbfs,
        double thresholdDbfs,
        boolean noisy,
        List<SpeechSegment> segments) {
    public ChannelActivity {
        segments = List.copyOf(segments);
    }

    /** Frames from onset to offset of all segments together. */
    public long speechFrames() {
        return segments.stream().mapToLong(SpeechSegment::frames).sum();
    }
}
