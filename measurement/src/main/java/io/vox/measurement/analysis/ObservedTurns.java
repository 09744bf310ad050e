package io.vox.measurement.analysis;

import io.vox.measurement.speech.ChannelActivity;
import io.vox.measurement.speech.SpeechSegment;
import io.vox.measurement.timeline.StimulusKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The caller's turns as far as the caller's channel shows them, for recordings without a timeline (method {@code
 * observed-1}, measurement 1.2).
 *
 * <ul>
 *   <li>Segments of the caller less than 700 ms apart, with no agent speech between them, are one turn: a pause to think
 *       that nobody used.
 *   <li>A turn that starts while the agent speaks, at least 1.0 s after that agent onset, is a barge-in if it is 700 ms
 *       or longer, else a backchannel.
 *   <li>All others demand an answer.
 * </ul>
 */
final class ObservedTurns {
    private static final double THINKING_PAUSE_SECONDS = 0.7;
    private static final double BARGE_IN_SECONDS = 0.7;
    private static final double AGENT_RUNNING_SECONDS = 1.0;

    private ObservedTurns() {}

    static List<CallerTurn> of(ChannelActivity caller, ChannelActivity agent) {
        List<SpeechSegment> joined = new ArrayList<>();
        for (SpeechSegment segment : caller.segments()) {
            if (!joined.isEmpty() && continues(joined.getLast(), segment, agent)) {
                joined.set(joined.size() - 1, new SpeechSegment(joined.getLast().onFrame(), segment.offFrame()));
            } else {
                joined.add(segment);
            }
        }
        List<CallerTurn> turns = new ArrayList<>();
        for (SpeechSegment segment : joined) {
            int index = turns.size() + 1;
            StimulusKind kind = kind(segment, agent);
            turns.add(new CallerTurn(
                    index, kind, label(kind), segment.onFrame(), segment.offFrame(), true, null, null, List.of()));
        }
        return List.copyOf(turns);
    }

    private static boolean continues(SpeechSegment earlier, SpeechSegment later, ChannelActivity agent) {
        boolean near = later.onFrame() - earlier.offFrame() - 1 < THINKING_PAUSE_SECONDS * agent.sampleRate();
        return near
                && agent.segments().stream()
                        .noneMatch(
                                speech -> speech.onFrame() < later.onFrame() && speech.offFrame() > earlier.offFrame());
    }

    private static StimulusKind kind(SpeechSegment segment, ChannelActivity agent) {
        long on = segment.onFrame();
        boolean intoAgent = agent.segments().stream()
                .anyMatch(speech ->
                        speech.offFrame() > on && on - speech.onFrame() >= AGENT_RUNNING_SECONDS * agent.sampleRate());
        if (!intoAgent) {
            return StimulusKind.RESPONSE;
        }
        boolean longEnough = segment.frames() >= BARGE_IN_SECONDS * agent.sampleRate();
        return longEnough ? StimulusKind.INTERRUPT : StimulusKind.BACKCHANNEL;
    }

    private static String label(StimulusKind kind) {
        return switch (kind) {
            case RESPONSE, NONE -> "caller turn";
            case INTERRUPT -> "barge-in";
            case BACKCHANNEL -> "short sound";
        };
    }
}
