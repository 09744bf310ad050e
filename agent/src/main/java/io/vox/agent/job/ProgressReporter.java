package io.vox.agent.job;

import io.vox.agent.conversation.LiveTurn;
import io.vox.agent.run.ConversationResult;
import io.vox.agent.run.ResultDocument;
import io.vox.agent.run.RunListener;
import io.vox.sdk.CanceledException;
import io.vox.sdk.Vox;
import io.vox.sdk.VoxException;
import io.vox.sdk.model.HeldJobAction;
import io.vox.sdk.model.Progress;
import io.vox.sdk.model.ProgressAnswer;
import io.vox.sdk.model.ProgressEvent;
import io.vox.sdk.model.ProgressEventType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells the server how a job goes on. The run's thread only queues; a thread of its own sends, in batches, numbered, so
 * that a batch that is sent twice is stored once. What comes while the server is away waits, up to a limit. Thread-safe.
 */
final class ProgressReporter implements RunListener, AutoCloseable {
    private static final int BATCH = 200;
    private static final int MOST_WAITING = 2_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** The last words are worth a moment, but not the result behind them. */
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(5);

    private final Vox vox;
    private final HeldJob job;
    private final JobReportWire wire;
    private final Consumer<String> status;
    private final Deque<ProgressEvent> waiting = new ArrayDeque<>();
    private final Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    private final Thread sender;
    private int number;
    private int conversation;
    private int conversations;
    private @Nullable String scenario;
    private boolean finishing;

    /**
     * Makes a reporter and begins to send.
     *
     * @param vox a client that does not repeat by itself
     * @param status gets in a few words what the job does right now
     */
    ProgressReporter(Vox vox, HeldJob job, JobReportWire wire, Consumer<String> status) {
        this.vox = vox;
        this.job = job;
        this.wire = wire;
        this.status = status;
        this.sender = Thread.ofVirtual().name("vox-progress-" + job.id()).unstarted(this::send);
        sender.start();
    }

    @Override
    public synchronized void conversation(int begun, int total, String name, String words) {
        conversation = begun;
        conversations = Math.max(begun, total);
        scenario = name;
        status.accept("conversation " + begun + "/" + total + ", " + name);
        queue(event(ProgressEventType.CONVERSATION_STARTED, "Conversation %d of %d: %s".formatted(begun, total, name)));
    }

    @Override
    public synchronized void turn(LiveTurn turn) {
        Integer value = turn.valueMs();
        String heard = value == null ? "nothing heard" : value + " ms, as heard live";
        String kind = turn.kind().name().toLowerCase(Locale.ROOT);
        queue(event(ProgressEventType.TURN, "%s %s: %s".formatted(kind, turn.label(), heard))
                .turn(new io.vox.sdk.model.LiveTurn()
                        .index(turn.index())
                        .kind(JobReportWire.kind(turn.kind()))
                        .label(wire.text(turn.label()))
                        .valueMs(value)));
    }

    @Override
    public synchronized void notice(String line) {
        queue(event(ProgressEventType.NOTICE, line));
    }

    @Override
    public synchronized void ended(int begun, ConversationResult result) {
        ResultDocument.Fault fault = result.fault();
        String how = fault == null
                ? "%d turns in %.1f s".formatted(result.turns().size(), seconds(result))
                : "ended early: " + fault.message();
        queue(event(ProgressEventType.CONVERSATION_ENDED, "Conversation %d: %s".formatted(begun, how)));
        conversation = 0;
        scenario = null;
    }

    /** Sends what is still waiting, for a moment, and ends. */
    @Override
    public void close() {
        synchronized (this) {
            finishing = true;
            notifyAll();
        }
        try {
            sender.join(PATIENCE_AT_THE_END);
        } catch (InterruptedException lost) {
            Thread.currentThread().interrupt();
        }
        sender.interrupt();
    }

    private static double seconds(ConversationResult result) {
        Long milliseconds = result.durationMs();
        return milliseconds == null ? 0 : milliseconds / 1000.0;
    }

    private ProgressEvent event(ProgressEventType type, String message) {
        boolean inside = conversation > 0;
        return new ProgressEvent()
                .type(type)
                .message(wire.text(message))
                .conversation(inside ? (Integer) conversation : null)
                .conversations(inside ? (Integer) conversations : null)
                .scenario(scenario);
    }

    private void queue(ProgressEvent event) {
        if (waiting.size() < MOST_WAITING) {
            number++;
            waiting.add(event.number(number));
            notifyAll();
        }
    }

    private void send() {
        try {
            for (Optional<Duration> pause = runOnce(); pause.isPresent(); pause = runOnce()) {
                Thread.sleep(pause.get());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits for events, sends a batch, and answers how long to pause; empty = there is nothing more to be sent.
     *
     * @throws InterruptedException if the reporter was closed meanwhile
     */
    private Optional<Duration> runOnce() throws InterruptedException {
        List<ProgressEvent> batch = awaitBatch();
        if (batch.isEmpty() || job.isLost()) {
            return Optional.empty();
        }
        try {
            ProgressAnswer answer = vox.daemon().reportJobProgress(job.id(), job.lease(), new Progress().events(batch));
            backoff.reset();
            sent(batch.size());
            obey(answer);
            return Optional.of(Backoff.jittered(FIRST_PAUSE, 0.5));
        } catch (CanceledException closed) {
            return Optional.empty();
        } catch (VoxException failure) {
            if (Insistence.code(failure).equals("lease_lost")) {
                job.stop(StopReason.LOST);
                return Optional.empty();
            }
            if (Insistence.isFinal(failure)) {
                // It will not be taken next time either.
                sent(batch.size());
            }
            return Optional.of(backoff.next());
        }
    }

    private synchronized List<ProgressEvent> awaitBatch() throws InterruptedException {
        while (waiting.isEmpty() && !finishing) {
            wait();
        }
        return new ArrayList<>(waiting.stream().limit(BATCH).toList());
    }

    private synchronized void sent(int count) {
        for (int i = 0; i < count; i++) {
            waiting.poll();
        }
    }

    private void obey(ProgressAnswer answer) {
        HeldJobAction action = answer.getAction();
        if (action == HeldJobAction.CANCEL) {
            job.stop(StopReason.CANCELED);
        } else if (action == HeldJobAction.ABANDON) {
            job.stop(StopReason.LOST);
        }
    }
}
