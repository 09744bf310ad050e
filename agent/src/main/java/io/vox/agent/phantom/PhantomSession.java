package io.vox.agent.phantom;

import com.fasterxml.jackson.databind.JsonNode;
import io.vox.agent.conversation.Alignment;
import io.vox.agent.conversation.AnchorReader;
import io.vox.measurement.alignment.Anchor;
import io.vox.measurement.audio.WavWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One conversation as the phantom's page saw it. Thread-safe: the page's requests arrive on several threads. */
public final class PhantomSession {
    private static final int SAMPLE_RATE = 48_000;

    private final Path recording;
    private final PhantomProgram program;
    private final CountDownLatch complete = new CountDownLatch(1);
    private WavWriter writer;
    private long firstFrame = -1;
    private boolean closed;
    private volatile boolean aligned;
    private volatile List<PhantomEvent> events = List.of();

    PhantomSession(Path recording, PhantomProgram program) throws IOException {
        this.recording = recording;
        this.program = program;
        this.writer = WavWriter.create(recording, SAMPLE_RATE, 2);
    }

    /** The program that the page was given. */
    public PhantomProgram program() {
        return program;
    }

    /** Left = the microphone track as given to the page, right = the received track; 48 kHz. */
    public Path recording() {
        return recording;
    }

    /** What the agent did; empty until {@link #awaitComplete} has said yes. */
    public List<PhantomEvent> events() {
        return events;
    }

    /** Whether both tracks of the recording lie on the clock that they share. */
    public boolean aligned() {
        return aligned;
    }

    /** Waits until the page has delivered its log, which it does last. */
    public boolean awaitComplete(long milliseconds) throws InterruptedException {
        return complete.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    synchronized void append(long frame, byte[] interleaved) throws IOException {
        if (closed) {
            // The page goes on recording until it is closed; the truth ended with the log.
            return;
        }
        if (firstFrame < 0) {
            firstFrame = frame;
        }
        long missing = frame - firstFrame - writer.frames();
        if (missing > 0) {
            writer.pad(missing);
        }
        short[] samples = new short[interleaved.length / 2];
        ByteBuffer.wrap(interleaved)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        writer.write(samples, 0, samples.length / 2);
    }

    void finish(List<PhantomEvent> log, JsonNode messages) {
        synchronized (this) {
            try {
                if (!closed) {
                    closed = true;
                    writer.close();
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            List<Anchor> anchors = new ArrayList<>();
            for (JsonNode message : messages) {
                if (message.path("type").asText().equals("anchor")) {
                    anchors.add(AnchorReader.read(message, firstFrame));
                }
            }
            aligned = Alignment.of(recording, anchors).complete();
        }
        events = List.copyOf(log);
        complete.countDown();
    }

    synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            writer.close();
        }
    }
}
