package io.vox.server.platform.batch;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Asks questions together that come at the same time (docs/adr/0062). A question that finds a lane free is asked at once,
 * by the thread that has it; those that come while all lanes are busy wait, and the first of them asks for all. So a
 * question is never answered from what was read before it came, and nobody waits for others to come.
 *
 * <p>If a batch fails by what is in it, each of its questions is asked again by itself. Thread-safe.
 *
 * @param <Q> question
 * @param <A> answer
 */
public final class Batches<Q, A> {
    /** Classes of SQL states that one question can cause for all: bad data, broken rules, rolled back for another. */
    private static final Set<String> OF_ONE = Set.of("22", "23", "40");

    /**
     * So many questions that wait are worth a lane more, while those under way wait for the disk or for a row: among so many,
     * what a batch costs beside its questions is little.
     */
    private static final int WORTH_A_LANE = 8;

    private final Work<Q, A> work;
    private final ToIntFunction<Q> weight;
    private final int mostWeight;
    private final int lanes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Asked<Q, A>> waiting = new ArrayDeque<>();
    private int underWay;

    /** Makes an asker with a lane for each two processors: the other half has the questions and answers to work on. */
    public Batches(int mostWeight, ToIntFunction<Q> weight, Work<Q, A> work) {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), mostWeight, weight, work);
    }

    /**
     * Makes an asker.
     *
     * @param lanes how many batches may be under way at a time; twice as many while {@value #WORTH_A_LANE} questions wait
     * @param mostWeight of a batch; a heavier question makes one by itself
     */
    Batches(int lanes, int mostWeight, ToIntFunction<Q> weight, Work<Q, A> work) {
        this.lanes = lanes;
        this.mostWeight = mostWeight;
        this.weight = weight;
        this.work = work;
    }

    /** Answers some questions in one go. */
    @FunctionalInterface
    public interface Work<Q, A> {
        /** Returns the answers in the order of the questions. */
        List<A> answer(List<Q> questions);
    }

    /** Asks, and waits for the answer. Throws what the work throws. */
    public A ask(Q question) {
        Asked<Q, A> mine = new Asked<>(question, Thread.currentThread());
        boolean interrupted = false;
        add(mine);
        while (!mine.done) {
            List<Asked<Q, A>> batch = take();
            if (!batch.isEmpty()) {
                answer(batch);
            } else if (!mine.done) {
                // The lock may have used up the permit that came with the answer, so that is looked for again.
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return mine.result();
    }

    private void add(Asked<Q, A> asked) {
        lock.lock();
        try {
            waiting.add(asked);
        } finally {
            lock.unlock();
        }
    }

    /** Takes a lane and those that have waited longest; empty = there is no lane, or nobody waits. */
    private List<Asked<Q, A>> take() {
        lock.lock();
        try {
            if (waiting.isEmpty() || underWay >= (waiting.size() < WORTH_A_LANE ? lanes : 2 * lanes)) {
                return List.of();
            }
            underWay++;
            List<Asked<Q, A>> batch = new ArrayList<>();
            int sum = 0;
            do {
                Asked<Q, A> next = waiting.remove();
                sum += weight.applyAsInt(next.question);
                batch.add(next);
            } while (!waiting.isEmpty() && sum + weight.applyAsInt(waiting.element().question) <= mostWeight);
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void answer(List<Asked<Q, A>> batch) {
        try {
            answerAll(batch);
        } finally {
            Asked<Q, A> next;
            lock.lock();
            try {
                underWay--;
                next = waiting.peek();
            } finally {
                lock.unlock();
            }
            if (next != null) {
                LockSupport.unpark(next.thread);
            }
        }
    }

    private void answerAll(List<Asked<Q, A>> batch) {
        try {
            List<A> answers =
                    work.answer(batch.stream().map(asked -> asked.question).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).end(answers.get(i), null);
            }
        } catch (RuntimeException e) {
            if (batch.size() > 1 && isOfOne(e)) {
                batch.forEach(asked -> answerAll(List.of(asked)));
            } else {
                batch.forEach(asked -> asked.end(null, e));
            }
        } catch (Error e) {
            batch.forEach(asked -> asked.end(null, new IllegalStateException(e)));
            throw e;
        }
    }

    private static boolean isOfOne(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException database) {
                String state = database.getSQLState();
                return state != null && state.length() > 2 && OF_ONE.contains(state.substring(0, 2));
            }
        }
        return false;
    }

    private static final class Asked<Q, A> {
        private final Q question;
        private final Thread thread;
        private @Nullable A answer;
        private @Nullable RuntimeException failure;

        /** Written last, so that whoever reads it sees the others. */
        private volatile boolean done;

        Asked(Q question, Thread thread) {
            this.question = question;
            this.thread = thread;
        }

        void end(@Nullable A answer, @Nullable RuntimeException failure) {
            this.answer = answer;
            this.failure = failure;
            this.done = true;
            LockSupport.unpark(thread);
        }

        @SuppressWarnings("NullAway") // An answer or a failure, by end().
        A result() {
            if (failure != null) {
                throw failure;
            }
            return answer;
        }
    }
}
