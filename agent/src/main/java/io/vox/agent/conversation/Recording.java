package io.vox.agent.conversation;

import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.measurement.audio.WavWriter;
import io.vox.measurement.timeline.Hole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The stereo recording, written block by block under the frame numbers of the meter, so that it can be played after a
 * crash at any moment. What the render thread skipped is filled with silence and kept as a hole. Not thread-safe.
 */
final class Recording implements AutoCloseable {
    static final int SAMPLE_RATE = 48_000;
    // A page that forges frame numbers must not fill the disk with silence.
    private static final long MAXIMUM_HOLE_FRAMES = 60L * SAMPLE_RATE;

    private final Path file;
    private final WavWriter writer;
    private final List<Hole> holes = new ArrayList<>();

    Recording(Path file) {
        this.file = file;
        try {
            this.writer = WavWriter.create(file, SAMPLE_RATE, 2);
        } catch (IOException failure) {
            throw disk(failure);
        }
    }

    /** Appends interleaved samples whose first frame is {@code frame}, counted from the recording's start. */
    void append(long frame, short[] interleaved) {
        try {
            long missing = frame - writer.frames();
            if (missing < 0 || missing > MAXIMUM_HOLE_FRAMES) {
                throw new VoxFault(
                        FaultCode.RECORDING_BROKEN,
                        "the recording's blocks do not follow each other (" + missing + " frames apart); run again");
            }
            if (missing > 0) {
                holes.add(new Hole(writer.frames(), missing));
                writer.pad(missing);
            }
            writer.write(interleaved, 0, interleaved.length / 2);
            writer.flush();
        } catch (IOException failure) {
            throw disk(failure);
        }
    }

    long frames() {
        return writer.frames();
    }

    List<Hole> holes() {
        return List.copyOf(holes);
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException failure) {
            throw disk(failure);
        }
    }

    private VoxFault disk(IOException failure) {
        return new VoxFault(
                FaultCode.DISK,
                "cannot write " + file + ": " + failure.getMessage() + "; free some space or choose --out",
                failure);
    }
}
