package io.vox.measurement.alignment;

import io.vox.measurement.audio.WavReader;
import io.vox.measurement.timeline.Located;
import io.vox.measurement.timeline.StimulusLocator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds anchors in a recording and from them the delays of both sides. Not thread-safe: it belongs to one recording. */
public final class DelayFinder {
    /** A piece of speech that is really the same correlates almost perfectly; half a match is another vowel. */
    private static final double LEAST_CORRELATION = 0.95;
    /** Two delays that differ by less are the same: clock times swing by some ms, buffers step by 10 ms. */
    private static final double SAME_DELAY_SECONDS = 0.005;
    /** One anchor may be mistaken about where it is; two that agree are not. */
    private static final int LEAST_ANCHORS = 2;

    private record Found(long frame, long end, long delay) {}

    private final WavReader reader;
    private final StimulusLocator locator = new StimulusLocator();

    private DelayFinder(WavReader reader) {
        this.reader = reader;
    }

    /**
     * Finds the delays of a stereo recording.
     *
     * @return the delays of both sides in the order of channel and frame; empty unless both sides are known
     */
    public static List<Delay> find(Path recording, List<Anchor> anchors) throws IOException {
        try (WavReader reader = WavReader.open(recording)) {
            DelayFinder finder = new DelayFinder(reader);
            List<Delay> caller = finder.delays(0, anchors);
            List<Delay> agent = finder.delays(1, anchors);
            if (caller.isEmpty() || agent.isEmpty()) {
                return List.of();
            }
            long reference = caller.getFirst().frames();
            List<Delay> delays = new ArrayList<>();
            for (List<Delay> side : List.of(caller, agent)) {
                side.forEach(delay -> delays.add(
                        new Delay(delay.channel(), delay.fromFrame(), delay.frames() - reference, delay.anchors())));
            }
            return List.copyOf(delays);
        }
    }

    private List<Delay> delays(int channel, List<Anchor> anchors) throws IOException {
        List<Found> found = new ArrayList<>();
        for (Anchor anchor : anchors) {
            if (anchor.channel() == channel) {
                locate(anchor, found.isEmpty() ? null : found.getLast()).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparingLong(Found::frame));
        List<Delay> delays = new ArrayList<>();
        long previousEnd = 0;
        for (List<Found> group : groups(found)) {
            long delay = median(group);
            if (!delays.isEmpty() && same(delays.getLast().frames(), delay)) {
                previousEnd = group.getLast().end();
                continue;
            }
            long from = delays.isEmpty()
                    ? 0
                    : quietest(channel, previousEnd, group.getFirst().frame());
            delays.add(new Delay(channel, from, delay, group.size()));
            previousEnd = group.getLast().end();
        }
        return delays;
    }

    /** Runs of anchors that agree; runs of one are mistakes and left out. */
    private List<List<Found>> groups(List<Found> found) {
        List<List<Found>> groups = new ArrayList<>();
        for (Found next : found) {
            if (!groups.isEmpty() && same(median(groups.getLast()), next.delay())) {
                groups.getLast().add(next);
            } else {
                groups.add(new ArrayList<>(List.of(next)));
            }
        }
        return groups.stream().filter(group -> group.size() >= LEAST_ANCHORS).toList();
    }

    private boolean same(long one, long other) {
        return Math.abs(one - other) <= SAME_DELAY_SECONDS * reader.sampleRate();
    }

    private static long median(List<Found> group) {
        return group.stream()
                .mapToLong(Found::delay)
                .sorted()
                .skip(group.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** Looks where the anchor before says it is, which is quick and nearly always right, then further away. */
    private Optional<Found> locate(Anchor anchor, @Nullable Found before) throws IOException {
        int second = reader.sampleRate();
        if (before != null) {
            Optional<Found> found = locate(anchor, anchor.clockFrame() + before.delay(), second * 3 / 100);
            if (found.isPresent()) {
                return found;
            }
        }
        return locate(anchor, anchor.nearFrame() - anchor.samples().length, second);
    }

    private Optional<Found> locate(Anchor anchor, long expected, int search) throws IOException {
        long from = Math.max(0, expected - search);
        long to = Math.min(reader.frames(), expected + anchor.samples().length + search);
        if (to - from < anchor.samples().length) {
            return Optional.empty();
        }
        Optional<Located> located = locator.locate(read(anchor.channel(), from, to), anchor.samples());
        return located.filter(place -> place.correlation() >= LEAST_CORRELATION).map(place -> {
            long frame = from + place.firstVoicedFrame();
            return new Found(frame, frame + anchor.samples().length, frame - anchor.clockFrame());
        });
    }

    /** Middle of the quietest 10 ms between two frames: a buffer that ran dry left silence behind. */
    private long quietest(int channel, long from, long to) throws IOException {
        int window = reader.sampleRate() / 100;
        if (to - from <= window) {
            return Math.max(from, to - window);
        }
        float[] samples = read(channel, from, to);
        double energy = 0;
        double least = Double.MAX_VALUE;
        int best = 0;
        for (int i = 0; i < samples.length; i++) {
            energy += (double) samples[i] * samples[i];
            if (i >= window) {
                energy -= (double) samples[i - window] * samples[i - window];
                if (energy < least) {
                    least = energy;
                    best = i - window / 2;
                }
            }
        }
        return from + best;
    }

    private float[] read(int channel, long from, long to) throws IOException {
        float[][] planes = new float[reader.channels()][(int) (to - from)];
        reader.seek(from);
        int offset = 0;
        while (offset < planes[0].length) {
            int read = reader.read(planes, offset, planes[0].length - offset);
            if (read < 0) {
                return Arrays.copyOf(planes[channel], offset);
            }
            offset += read;
        }
        return planes[channel];
    }
}
