package io.vox.agent.conversation;

import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.measurement.alignment.AlignedRecording;
import io.vox.measurement.alignment.Anchor;
import io.vox.measurement.alignment.Delay;
import io.vox.measurement.alignment.DelayFinder;
import io.vox.measurement.timeline.OnlineEvent;
import io.vox.measurement.timeline.Stimulus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The recording's way onto the clock that both tracks share: what came in through two buffers of unknown depth is written
 * again as it was on the tracks, before anything is measured.
 *
 * @param delays empty = the sides could not be aligned and stay as they were recorded
 */
public record Alignment(List<Delay> delays) {

    /**
     * Aligns {@code recording} in place; it is replaced at once, when the new one is complete.
     *
     * @throws VoxFault {@code disk}
     */
    public static Alignment of(Path recording, List<Anchor> anchors) {
        try {
            List<Delay> delays = DelayFinder.find(recording, anchors);
            if (!delays.isEmpty()) {
                Path aligned = recording.resolveSibling(recording.getFileName() + ".part");
                AlignedRecording.write(recording, aligned, delays);
                Files.move(aligned, recording, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return new Alignment(delays);
        } catch (IOException failure) {
            throw new VoxFault(FaultCode.DISK, "cannot align " + recording + ": " + failure.getMessage(), failure);
        }
    }

    /** Whether both sides lie on one clock. */
    public boolean complete() {
        return !delays.isEmpty();
    }

    /**
     * Where the stimuli were set to be, seen on the aligned recording, so that a buffer's known step does not look like
     * an unknown one.
     */
    List<Stimulus> movedStimuli(List<Stimulus> stimuli) {
        return stimuli.stream()
                .map(stimulus -> new Stimulus(
                        stimulus.index(),
                        stimulus.kind(),
                        stimulus.label(),
                        stimulus.assetSha256(),
                        stimulus.voicedFrames(),
                        AlignedRecording.moved(0, stimulus.scheduledFrame(), delays),
                        stimulus.playedFrame(),
                        stimulus.playedLastFrame(),
                        stimulus.correlation(),
                        stimulus.tags()))
                .toList();
    }

    /** Where the agent's and the caller's live events lie in the aligned recording. */
    List<OnlineEvent> moved(List<OnlineEvent> events) {
        return events.stream()
                .map(event -> new OnlineEvent(
                        event.side(),
                        event.type(),
                        AlignedRecording.moved(event.side().equals("agent") ? 1 : 0, event.frame(), delays),
                        event.notifyMillis()))
                .toList();
    }
}
