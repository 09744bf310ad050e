package io.vox.measurement.analysis;

import io.vox.measurement.speech.ChannelActivity;
import io.vox.measurement.speech.SpeechSegment;
import io.vox.measurement.timeline.StimulusKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges the caller's turns one by one, each by the rule of its kind. Immutable. */
final class TurnJudge {
    private final ChannelActivity agent;
    private final List<CallerTurn> callerTurns;
    private final TurnChecks checks;

    /**
     * Creates a judge of one conversation.
     *
     * @param callerTurns in the order of time
     */
    TurnJudge(ChannelActivity agent, List<CallerTurn> callerTurns, TurnChecks checks) {
        this.agent = agent;
        this.callerTurns = callerTurns;
        this.checks = checks;
    }

    List<Turn> judge(@Nullable Long greetingFromFrame) {
        List<Turn> turns = new ArrayList<>();
        if (greetingFromFrame != null) {
            turns.add(greeting(greetingFromFrame));
        }
        for (int i = 0; i < callerTurns.size(); i++) {
            CallerTurn turn = callerTurns.get(i);
            Scene scene = scene(i);
            switch (turn.kind()) {
                case RESPONSE ->
                    turns.add(turn(turn, TurnKind.RESPONSE, orNotFound(turn, ResponseRule.judge(scene, turn))));
                case INTERRUPT ->
                    turns.add(turn(turn, TurnKind.INTERRUPT, orNotFound(turn, InterruptRule.judge(scene, turn))));
                case BACKCHANNEL ->
                    turns.add(turn(turn, TurnKind.BACKCHANNEL, orNotFound(turn, BackchannelRule.judge(scene, turn))));
                case NONE -> {
                    // Only bounds its neighbours.
                }
            }
        }
        return turns;
    }

    private Scene scene(int turn) {
        // A backchannel does not begin a new turn of the agent, even if the agent pauses for it.
        long previousOff = callerTurns.subList(0, turn).stream()
                .filter(earlier -> earlier.kind() != StimulusKind.BACKCHANNEL)
                .mapToLong(CallerTurn::offFrame)
                .max()
                .orElse(-1);
        long nextOn = turn + 1 < callerTurns.size() ? callerTurns.get(turn + 1).onFrame() : Scene.NEVER;
        List<SpeechSegment> segments = agent.segments();
        return new Scene(agent.sampleRate(), agent.frames(), segments, previousOff, nextOn);
    }

    private static Judgement orNotFound(CallerTurn turn, Judgement judgement) {
        return turn.located() ? judgement : Judgement.voided(TurnFlag.STIMULUS_NOT_FOUND, turn.offFrame());
    }

    private Turn greeting(long fromFrame) {
        long nextOn =
                callerTurns.isEmpty() ? Scene.NEVER : callerTurns.getFirst().onFrame();
        Scene scene = new Scene(agent.sampleRate(), agent.frames(), agent.segments(), -1, nextOn);
        CallerTurn start =
                new CallerTurn(0, StimulusKind.NONE, "greeting", fromFrame, fromFrame, true, null, null, List.of());
        return turn(start, TurnKind.GREETING, GreetingRule.judge(scene, fromFrame));
    }

    private Turn turn(CallerTurn caller, TurnKind kind, Judgement judgement) {
        return new Turn(
                caller.index(),
                kind,
                caller.label(),
                judgement.outcome(),
                judgement.valueMs(),
                judgement.censored(),
                judgement.missingReason(),
                caller.onFrame(),
                caller.offFrame(),
                judgement.agentFrame(),
                checks.onlineMs(caller, kind, judgement),
                judgement.recoveryMs(),
                caller.hopFrames(),
                checks.flags(caller, kind, judgement),
                caller.tags());
    }
}
