package io.vox.server.conversations.call;

import io.vox.measurement.speech.SpeechSegment;
import java.util.List;

/**
 * One side of a recording.
 *
 * @param noiseFloorDbfs dB of full scale, -120 to 0
 * @param segments speech in the order of time, without overlap
 */
public record CallSide(double noiseFloorDbfs, List<SpeechSegment> segments) {
    public CallSide {
        segments = List.copyOf(segments);
    }
}
