package io.vox.agent.phantom;

import io.vox.agent.corpus.Corpus;
import io.vox.measurement.audio.WavReader;
import io.vox.measurement.speech.VoicedBounds;
import io.vox.measurement.timeline.Stimulus;
import io.vox.measurement.timeline.StimulusKind;
import io.vox.measurement.timeline.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Computes the terminal truth of a conversation with the phantom (measurement 5): where the known sound of each caller's
 * line lies on the microphone track, and where the known sound of each answer begins or was cut on the received track,
 * both as the page recorded them in its own AudioContext. Not thread-safe.
 */
public final class GroundTruth {
    private static final int SAMPLE_RATE = 48_000;
    private static final int MILLISECOND = SAMPLE_RATE / 1000;
    private static final int CALLER_NEEDLE = 1_000 * MILLISECOND;
    private static final int ONSET_NEEDLE = 300 * MILLISECOND;
    private static final int STOP_NEEDLE = 300 * MILLISECOND;
    private static final int AGENT_EARLY = 600 * MILLISECOND;
    private static final int AGENT_LATE = 600 * MILLISECOND;
    private static final int CLOCK_SEARCH = 5_000 * MILLISECOND;
    private static final int CALLER_SEARCH = 100 * MILLISECOND;
    private static final int INTERRUPT_LIMIT = 10_000 * MILLISECOND;

    private final PhantomProgram program;
    private final List<PhantomEvent> events;
    private final Track microphone;
    private final Track received;
    private final Corpus corpus = Corpus.standard();

    private GroundTruth(PhantomSession session) throws IOException {
        float[][] recording = WavReader.readAll(session.recording());
        this.program = session.program();
        this.events = session.events();
        this.microphone = new Track(recording[0]);
        this.received = new Track(recording[1]);
    }

    /**
     * Computes the truth of every turn it can be known of; turns without an answer or a stop have none.
     *
     * @param samples the clean assets that the caller played, by SHA-256
     */
    public static List<TurnTruth> of(PhantomSession session, Timeline timeline, Map<String, float[]> samples)
            throws IOException {
        GroundTruth truth = new GroundTruth(session);
        return truth.turns(timeline.stimuli(), truth.callerLines(timeline.stimuli(), samples));
    }

    /**
     * A line of the caller on the microphone track.
     *
     * @param onset frame of its first voiced sample
     * @param end frame of its last
     */
    private record Line(long onset, long end) {}

    private List<TurnTruth> turns(List<Stimulus> stimuli, Map<Integer, Line> lines) {
        List<Long> starts = new ArrayList<>();
        List<Long> stops = new ArrayList<>();
        locateAgent(starts, stops);
        List<TurnTruth> turns = new ArrayList<>();
        for (Stimulus stimulus : stimuli) {
            Line line = lines.get(stimulus.index());
            if (line == null) {
                continue;
            }
            long next = lines.entrySet().stream()
                    .filter(entry -> entry.getKey() > stimulus.index())
                    .mapToLong(entry -> entry.getValue().onset())
                    .min()
                    .orElse(Long.MAX_VALUE);
            if (stimulus.kind() == StimulusKind.RESPONSE) {
                first(starts, line.onset(), next)
                        .ifPresent(start -> turns.add(
                                new TurnTruth(stimulus.index(), milliseconds(start - line.end()), program.delayMs())));
            } else if (stimulus.kind() == StimulusKind.INTERRUPT) {
                first(stops, line.onset(), Math.min(next, line.onset() + INTERRUPT_LIMIT))
                        .ifPresent(stop -> turns.add(
                                new TurnTruth(stimulus.index(), milliseconds(stop - line.onset()), program.stopMs())));
            }
        }
        return turns;
    }

    private static double milliseconds(long frames) {
        return (double) frames / MILLISECOND;
    }

    private static OptionalLong first(List<Long> frames, long from, long to) {
        return frames.stream()
                .mapToLong(Long::longValue)
                .filter(frame -> frame > from && frame < to)
                .min();
    }

    private Map<Integer, Line> callerLines(List<Stimulus> stimuli, Map<String, float[]> samples) {
        Map<Integer, Line> lines = new HashMap<>();
        long offset = Long.MIN_VALUE;
        for (Stimulus stimulus : stimuli) {
            float[] asset = samples.get(stimulus.assetSha256());
            Long played = stimulus.playedFrame();
            if (asset == null || played == null) {
                continue;
            }
            VoicedBounds bounds = VoicedBounds.of(asset, SAMPLE_RATE);
            int begin = (int) bounds.firstFrame();
            int end = (int) bounds.lastFrame() + 1;
            float[] beginning = Arrays.copyOfRange(asset, begin, Math.min(begin + CALLER_NEEDLE, end));
            // Before the first line is found, all that is known of the two clocks is that both began with the call.
            long from = offset == Long.MIN_VALUE ? 0 : played + offset - CALLER_SEARCH;
            long to = offset == Long.MIN_VALUE ? played + CLOCK_SEARCH : played + offset + CALLER_SEARCH;
            OptionalLong found = microphone.first(beginning, from, to);
            if (found.isPresent()) {
                long onset = found.getAsLong();
                float[] ending = Arrays.copyOfRange(asset, Math.max(begin, end - CALLER_NEEDLE), end);
                long expected = onset + stimulus.voicedFrames() - 1;
                long last = microphone
                        .last(ending, expected - CALLER_SEARCH, expected + CALLER_SEARCH)
                        .orElse(expected);
                lines.put(stimulus.index(), new Line(onset, last));
                offset = onset - played;
            }
        }
        return lines;
    }

    private void locateAgent(List<Long> starts, List<Long> stops) {
        long offset = Long.MIN_VALUE;
        for (PhantomEvent event : events) {
            String asset = event.asset();
            if (asset == null) {
                continue;
            }
            float[] samples = asPlayed(corpus.samples(corpus.asset(corpus.agentVoice(), asset)));
            if (event.type().equals("start")) {
                VoicedBounds bounds = VoicedBounds.of(samples, SAMPLE_RATE);
                int begin = (int) bounds.firstFrame();
                int end = (int) Math.min(begin + ONSET_NEEDLE, bounds.lastFrame() + 1);
                float[] needle = Arrays.copyOfRange(samples, begin, end);
                long from = offset == Long.MIN_VALUE ? 0 : event.frame() + offset - AGENT_EARLY;
                long to = event.frame() + (offset == Long.MIN_VALUE ? CLOCK_SEARCH : offset + AGENT_LATE);
                OptionalLong found = received.first(needle, from, to);
                if (found.isPresent()) {
                    offset = found.getAsLong() - event.frame();
                    if (!"backchannel".equals(event.reason()) && !"greeting".equals(event.reason())) {
                        starts.add(found.getAsLong());
                    }
                }
            } else if (event.type().equals("stop") && offset != Long.MIN_VALUE && event.assetFrame() != null) {
                int cut = event.assetFrame().intValue();
                // The last sound before the cut is what stops last; the cut itself may fall between two words.
                int last = (int) VoicedBounds.of(Arrays.copyOf(samples, cut), SAMPLE_RATE)
                        .lastFrame();
                int begin = Math.max(0, last + 1 - STOP_NEEDLE);
                long expected = event.frame() + offset - (cut - last);
                received.last(
                                Arrays.copyOfRange(samples, begin, last + 1),
                                expected - AGENT_EARLY,
                                expected + AGENT_LATE)
                        .ifPresent(stops::add);
            }
        }
    }

    private float[] asPlayed(float[] samples) {
        float gain = (float) Math.pow(10, program.levelDb() / 20);
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= gain;
        }
        return samples;
    }
}
