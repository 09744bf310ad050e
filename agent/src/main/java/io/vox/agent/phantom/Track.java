package io.vox.agent.phantom;

import io.vox.measurement.timeline.StimulusLocator;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * A recorded track in which known sounds are found. A browser that came too late has put silence into a sound, or left some
 * of it out; the whole is then still like it, but may seem to lie where its greater part does. The part at the edge that is
 * asked for lies where it is known to, so that it is looked for where the whole is not like it for sure, in less and less of
 * the sound.
 */
final class Track {
    private static final int[] PARTS = {2, 4};
    private static final int LEAST_PART_FRAMES = 4_800;
    private static final double SURE = 0.95;

    private final StimulusLocator locator = new StimulusLocator();
    private final float[] samples;

    /** @param samples at 48 kHz */
    Track(float[] samples) {
        this.samples = samples;
    }

    /** Returns the frame of the sound's first sample, which is looked for from one frame to the other. */
    OptionalLong first(float[] sound, long from, long to) {
        return find(sound, false, from, to);
    }

    /** Returns the frame of the sound's last sample, which is looked for from one frame to the other. */
    OptionalLong last(float[] sound, long from, long to) {
        return find(sound, true, from, to);
    }

    private OptionalLong find(float[] sound, boolean last, long from, long to) {
        Place whole = locate(sound, last, from, to);
        if (whole.sure()) {
            return OptionalLong.of(whole.frame());
        }
        for (int part : PARTS) {
            int length = sound.length / part;
            if (length >= LEAST_PART_FRAMES) {
                int begin = last ? sound.length - length : 0;
                Place place = locate(Arrays.copyOfRange(sound, begin, begin + length), last, from, to);
                if (place.sure()) {
                    return OptionalLong.of(place.frame());
                }
            }
        }
        return whole.found() ? OptionalLong.of(whole.frame()) : OptionalLong.empty();
    }

    /** Where the sample that is asked for seems to be, and how like the sound is what is there. */
    private record Place(long frame, double correlation) {
        private static final Place NONE = new Place(0, 0);

        boolean found() {
            return correlation >= StimulusLocator.LEAST_CORRELATION;
        }

        boolean sure() {
            return correlation >= SURE;
        }
    }

    private Place locate(float[] sound, boolean last, long from, long to) {
        int asked = last ? sound.length - 1 : 0;
        return locator.locate(samples, sound, Math.max(0, from - asked), Math.min(samples.length, to - asked))
                .map(found -> new Place(found.firstVoicedFrame() + asked, found.correlation()))
                .orElse(Place.NONE);
    }
}
