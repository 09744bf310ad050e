package io.vox.measurement.analysis;

import io.vox.measurement.timeline.Hole;
import io.vox.measurement.timeline.OnlineEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cross-checks that flag a turn (measurement 1.3, 1.4). Immutable. */
final class TurnChecks {
    private static final double HOP_SECONDS = 0.002;
    private static final double ONLINE_SECONDS = 0.005;
    private static final double NOTIFY_MILLIS = 100;

    private final int sampleRate;
    private final boolean noisy;
    private final List<OnlineEvent> events;
    private final List<Hole> holes;
    private final List<CallerTurn> turns;

    TurnChecks(int sampleRate, boolean noisy, List<OnlineEvent> events, List<Hole> holes, List<CallerTurn> turns) {
        this.sampleRate = sampleRate;
        this.noisy = noisy;
        this.events = events;
        this.holes = holes;
        this.turns = List.copyOf(turns);
    }

    /**
     * Whether the hop changed while the line was said and its end is what counts, or differs from that of the line before, so
     * that a step flags the turn it happened at and not all that follow on the new level.
     */
    private boolean hopChanged(CallerTurn turn, TurnKind kind) {
        Integer shift = turn.shiftFrames();
        if (shift != null && isOnset(kind) && Math.abs(shift) > HOP_SECONDS * sampleRate) {
            return true;
        }
        Integer before = null;
        for (CallerTurn other : turns) {
            if (other.index() == turn.index()) {
                break;
            }
            before = other.lastHopFrames() == null ? before : other.lastHopFrames();
        }
        Integer hop = turn.hopFrames();
        return hop != null && before != null && Math.abs(hop - before) > HOP_SECONDS * sampleRate;
    }

    List<String> flags(CallerTurn turn, TurnKind kind, Judgement judgement) {
        Set<String> flags = new LinkedHashSet<>(judgement.flags());
        if (!turn.located()) {
            flags.add(TurnFlag.STIMULUS_NOT_FOUND);
        }
        if (hopChanged(turn, kind)) {
            flags.add(TurnFlag.HOP_CHANGED);
        }
        Long agentFrame = judgement.agentFrame();
        if (agentFrame != null) {
            Optional<OnlineEvent> nearest = nearestEvent(kind, agentFrame);
            if (nearest.isPresent() && Math.abs(nearest.get().frame() - agentFrame) > ONLINE_SECONDS * sampleRate) {
                flags.add(TurnFlag.ONLINE_DIFFERS);
            }
        }
        long from = turn.onFrame();
        long to = Math.max(turn.offFrame(), judgement.endFrame());
        if (holes.stream().anyMatch(hole -> hole.frame() <= to && hole.frame() + hole.frames() > from)) {
            flags.add(TurnFlag.HOLE);
        }
        if (noisy) {
            flags.add(TurnFlag.NOISY);
        }
        if (events.stream()
                .anyMatch(event ->
                        event.frame() >= from && event.frame() <= to && event.notifyMillis() > NOTIFY_MILLIS)) {
            flags.add(TurnFlag.NOTIFY_LATE);
        }
        return new ArrayList<>(flags);
    }

    /** The turn's value as the live events have it, null without a value or an event. */
    @Nullable
    Integer onlineMs(CallerTurn turn, TurnKind kind, Judgement judgement) {
        Long agentFrame = judgement.agentFrame();
        if (agentFrame == null || judgement.valueMs() == null) {
            return null;
        }
        long reference = isOnset(kind) ? turn.offFrame() : turn.onFrame();
        return nearestEvent(kind, agentFrame)
                .map(event -> (int) Math.round((event.frame() - reference) * 1000.0 / sampleRate))
                .orElse(null);
    }

    private Optional<OnlineEvent> nearestEvent(TurnKind kind, long agentFrame) {
        String type = isOnset(kind) ? "onset" : "offset";
        return events.stream()
                .filter(event -> event.side().equals("agent") && event.type().equals(type))
                .min(Comparator.comparingLong(event -> Math.abs(event.frame() - agentFrame)));
    }

    private static boolean isOnset(TurnKind kind) {
        return kind == TurnKind.RESPONSE || kind == TurnKind.GREETING;
    }
}
