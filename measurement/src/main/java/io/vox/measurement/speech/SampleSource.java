package io.vox.measurement.speech;

import java.io.IOException;

/** Delivers the samples of all channels in blocks, from the beginning to the end. */
@FunctionalInterface
interface SampleSource {
    /** Fills each array from an offset on; returns the frames read, -1 at the end. */
    int read(float[][] into, int offset, int frames) throws IOException;
}
