package io.vox.agent.conversation;

import io.vox.measurement.analysis.TurnKind;
import io.vox.measurement.timeline.OnlineEvent;
import io.vox.measurement.timeline.Stimulus;
import io.vox.measurement.timeline.StimulusKind;
import java.util.List;
import java.util.OptionalInt;

/** Tells of each turn once, as soon as it is known what was heard of it. Belongs to the conversation's thread. */
final class LiveTurns {
    private static final int MILLISECOND = Recording.SAMPLE_RATE / 1000;
    private static final long LONGEST_ANSWER_FRAMES = 60L * Recording.SAMPLE_RATE;
    /** When a barge-in counts as not yielded to (measurement 2). */
    private static final long LONGEST_STOP_FRAMES = 2L * Recording.SAMPLE_RATE;

    private final ConversationListener listener;
    private boolean greetingTold;
    private int told;

    LiveTurns(ConversationListener listener) {
        this.listener = listener;
    }

    /**
     * Looks at what was said and heard until now.
     *
     * @param greetingAwaited whether a greeting is one of the turns
     * @param over whether nothing more will be heard
     */
    void update(List<Stimulus> stimuli, List<OnlineEvent> events, boolean greetingAwaited, boolean over) {
        if (greetingAwaited && !greetingTold) {
            OptionalInt heard = first(events, "onset", 0, LONGEST_ANSWER_FRAMES);
            if (heard.isPresent() || over || !stimuli.isEmpty()) {
                greetingTold = true;
                tell(0, TurnKind.GREETING, "greeting", heard);
            }
        }
        while (told < stimuli.size()) {
            Stimulus stimulus = stimuli.get(told);
            OptionalInt heard = heard(stimulus, events);
            boolean decided = heard.isPresent() || over || told + 1 < stimuli.size();
            if (!decided) {
                return;
            }
            told++;
            switch (stimulus.kind()) {
                case RESPONSE -> tell(stimulus.index(), TurnKind.RESPONSE, stimulus.label(), heard);
                case INTERRUPT -> tell(stimulus.index(), TurnKind.INTERRUPT, stimulus.label(), heard);
                case BACKCHANNEL, NONE -> {
                    // Nothing is to be heard of them.
                }
            }
        }
    }

    private static OptionalInt heard(Stimulus stimulus, List<OnlineEvent> events) {
        long begin = stimulus.scheduledFrame();
        if (stimulus.kind() == StimulusKind.INTERRUPT) {
            return first(events, "offset", begin, LONGEST_STOP_FRAMES);
        }
        return first(events, "onset", begin + stimulus.voicedFrames() - 1, LONGEST_ANSWER_FRAMES);
    }

    /** Milliseconds from {@code frame} to the agent's first event of that type. */
    private static OptionalInt first(List<OnlineEvent> events, String type, long frame, long longest) {
        return events.stream()
                .filter(event -> event.side().equals("agent") && event.type().equals(type))
                .mapToLong(event -> event.frame() - frame)
                .filter(distance -> distance >= 0 && distance <= longest)
                .mapToInt(distance -> Math.toIntExact(Math.round((double) distance / MILLISECOND)))
                .findFirst();
    }

    private void tell(int index, TurnKind kind, String label, OptionalInt heard) {
        listener.turn(new LiveTurn(index, kind, label, heard.isPresent() ? (Integer) heard.getAsInt() : null));
    }
}
