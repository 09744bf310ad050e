package io.vox.server.evaluation.job.event;

import io.vox.server.evaluation.job.JobId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One connection that follows a job. Sends no more than the connection takes: what a slow one has not taken yet stays in
 * the database. For one subscriber. Thread-safe.
 */
final class JobEventStream implements Publisher<byte[]>, Subscription {
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final JobId job;
    private final int lastOfAll;
    private final Listener listener;
    private final long beganAt = System.nanoTime();
    private int sent;
    private long demand;
    private boolean behind;
    private boolean ended;
    private @Nullable Subscriber<? super byte[]> subscriber;

    /**
     * Creates a stream.
     *
     * @param after number of the last event that the client has
     * @param lastOfAll number of the job's last event if it has ended, else the greatest number there is
     */
    JobEventStream(JobId job, int after, int lastOfAll, Listener listener) {
        this.job = job;
        this.sent = after;
        this.lastOfAll = lastOfAll;
        this.listener = listener;
    }

    JobId job() {
        return job;
    }

    long ageNanos() {
        return System.nanoTime() - beganAt;
    }

    @Override
    public void subscribe(Subscriber<? super byte[]> newSubscriber) {
        synchronized (this) {
            if (subscriber != null) {
                throw new IllegalStateException("a stream has one subscriber");
            }
            subscriber = newSubscriber;
        }
        newSubscriber.onSubscribe(this);
        synchronized (this) {
            if (sent >= lastOfAll) {
                end(newSubscriber);
                return;
            }
        }
        listener.opened(this);
    }

    @Override
    public void request(long count) {
        boolean more;
        synchronized (this) {
            demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            more = behind;
            behind = false;
        }
        if (more) {
            listener.wanted(this);
        }
    }

    @Override
    public void cancel() {
        synchronized (this) {
            ended = true;
        }
        listener.closed(this);
    }

    /** Returns the number of the last event that was sent, if more can be; else that of no event to come. */
    synchronized int readyAfter() {
        if (ended) {
            return Integer.MAX_VALUE;
        }
        if (demand == 0) {
            behind = true;
            return Integer.MAX_VALUE;
        }
        return sent;
    }

    /** Sends those events that were not sent, as far as the connection takes them. */
    synchronized void send(List<Frame> frames) {
        for (Frame frame : frames) {
            if (ended || subscriber == null || frame.seq() <= sent) {
                continue;
            }
            if (demand == 0) {
                behind = true;
                return;
            }
            demand--;
            sent = frame.seq();
            subscriber.onNext(frame.bytes());
            if (frame.last()) {
                end(subscriber);
            }
        }
    }

    /** Shows that the connection lives, unless there is something to send anyway. */
    synchronized void comment() {
        if (!ended && demand > 0 && subscriber != null) {
            demand--;
            subscriber.onNext(COMMENT);
        }
    }

    /** Ends the stream without the job having ended; the client goes on elsewhere. */
    synchronized void breakOff() {
        if (!ended && subscriber != null) {
            end(subscriber);
        }
    }

    private void end(Subscriber<? super byte[]> toEnd) {
        if (!ended) {
            ended = true;
            toEnd.onComplete();
            listener.closed(this);
        }
    }

    /** Is told of what a stream needs. */
    interface Listener {
        void opened(JobEventStream stream);

        /** The connection takes more, and there may be more. */
        void wanted(JobEventStream stream);

        void closed(JobEventStream stream);
    }

    /**
     * An event as it is sent.
     *
     * @param last whether it ends the job
     */
    record Frame(int seq, byte[] bytes, boolean last) {}
}
