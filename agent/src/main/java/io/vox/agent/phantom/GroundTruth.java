package io.vox.agent.phantom;

import io.vox.agent.corpus.Corpus;
import io.vox.measurement.audio.WavReader;
import io.vox.measurement.speech.VoicedBounds;
import io.vox.measurement.timeline.Located;
import io.vox.measurement.timeline.Stimulus;
import io.vox.measurement.timeline.StimulusKind;
import io.vox.measurement.timeline.StimulusLocator;
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
    private final float[] microphone;
    private final float[] received;
    private final Corpus corpus = Corpus.standard();
    private final StimulusLocator locator = new StimulusLocator();

    private GroundTruth(PhantomSession session) throws IOException {
        float[][] recording = WavReader.readAll(session.recording());
        this.program = session.program();
        this.events = session.events();
        this.microphone = recording[0];
        this.received = recording[1];
    }

    /**
     * Computes the truth of every turn it can be known of; turns without an answer or a stop have none.
     *
     * @param samples the clean assets that the caller played, by SHA-256
     */
    public static List<TurnTruth> of(PhantomSession session, Timeline timeline, Map<String, float[]> samples)
            throws IOException {
        GroundTruth truth = new GroundTruth(session);
        return truth.turns(timeline.stimuli(), truth.callerOnsets(timeline.stimuli(), samples));
    }

    private List<TurnTruth> turns(List<Stimulus> stimuli, Map<Integer, Long> callerOnsets) {
        List<Long> starts = new ArrayList<>();
        List<Long> stops = new ArrayList<>();
        locateAgent(starts, stops);
        List<TurnTruth> turns = new ArrayList<>();
        for (Stimulus stimulus : stimuli) {
            Long onset = callerOnsets.get(stimulus.index());
            if (onset == null) {
                continue;
            }
            long next = callerOnsets.entrySet().stream()
                    .filter(entry -> entry.getKey() > stimulus.index())
                    .mapToLong(Map.Entry::getValue)
                    .min()
                    .orElse(Long.MAX_VALUE);
            if (stimulus.kind() == StimulusKind.RESPONSE) {
                long end = onset + stimulus.voicedFrames() - 1;
                first(starts, onset, next)
                        .ifPresent(start -> turns.add(
                                new TurnTruth(stimulus.index(), milliseconds(start - end), program.delayMs())));
            } else if (stimulus.kind() == StimulusKind.INTERRUPT) {
                first(stops, onset, Math.min(next, onset + INTERRUPT_LIMIT))
                        .ifPresent(stop -> turns.add(
                                new TurnTruth(stimulus.index(), milliseconds(stop - onset), program.stopMs())));
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

    /** Frame of each stimulus' first voiced sample on the microphone track. */
    private Map<Integer, Long> callerOnsets(List<Stimulus> stimuli, Map<String, float[]> samples) {
        Map<Integer, Long> onsets = new HashMap<>();
        long offset = Long.MIN_VALUE;
        for (Stimulus stimulus : stimuli) {
            float[] asset = samples.get(stimulus.assetSha256());
            Long played = stimulus.playedFrame();
            if (asset == null || played == null) {
                continue;
            }
            VoicedBounds bounds = VoicedBounds.of(asset, SAMPLE_RATE);
            int begin = (int) bounds.firstFrame();
            int end = (int) Math.min(begin + CALLER_NEEDLE, bounds.lastFrame() + 1);
            float[] voiced = Arrays.copyOfRange(asset, begin, end);
            // Before the first line is found, all that is known of the two clocks is that both began with the call.
            long from = offset == Long.MIN_VALUE ? 0 : played + offset - CALLER_SEARCH;
            long to = offset == Long.MIN_VALUE ? played + CLOCK_SEARCH : played + offset + CALLER_SEARCH;
            var found = locate(microphone, voiced, from, to);
            if (found.isPresent()) {
                onsets.put(stimulus.index(), found.getAsLong());
                offset = found.getAsLong() - played;
            }
        }
        return onsets;
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
                OptionalLong found = locate(received, needle, from, to);
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
                long expected = event.frame() + offset - (cut - begin);
                OptionalLong found = locate(
                        received,
                        Arrays.copyOfRange(samples, begin, last + 1),
                        expected - AGENT_EARLY,
                        expected + AGENT_LATE);
                if (found.isPresent()) {
                    stops.add(found.getAsLong() + (last - begin));
                }
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

    private OptionalLong locate(float[] haystack, float[] needle, long from, long to) {
        return locator.locate(haystack, needle, Math.max(0, from), Math.min(haystack.length, to)).stream()
                .mapToLong(Located::firstVoicedFrame)
                .findFirst();
    }
}
