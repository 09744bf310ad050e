package io.vox.server.evaluation.job.event;

import io.micronaut.context.annotation.Context;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.vox.server.evaluation.job.JobChannels;
import io.vox.server.evaluation.job.JobConfiguration;
import io.vox.server.evaluation.job.JobId;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.notification.NotificationListener;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All event streams of this server. One thread reads for all of them: whatever jobs were notified since it last read, in
 * one query. So a stream costs neither a thread nor a connection to the database. Thread-safe.
 */
@Context
public class JobEventFeed implements NotificationListener, GracefulShutdownCapable {
    private static final Logger LOG = LoggerFactory.getLogger(JobEventFeed.class);
    private static final int MOST_EVENTS = 200;
    private static final long PAUSE_MS = 1000;

    private final JobEventQueries queries;
    private final JsonMapper json;
    private final long commentNanos;
    private final long lifeNanos;
    private final Map<JobId, Set<JobEventStream>> streams = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread = Thread.ofVirtual().name("job-events").unstarted(this::run);
    private Set<JobId> due = new HashSet<>();
    private volatile boolean stopped;

    private final JobEventStream.Listener listener = new JobEventStream.Listener() {
        @Override
        public void opened(JobEventStream stream) {
            streams.compute(stream.job(), (job, all) -> {
                Set<JobEventStream> set = all == null ? ConcurrentHashMap.newKeySet() : all;
                set.add(stream);
                return set;
            });
            look(stream.job());
            if (stopped) {
                stream.breakOff();
            }
        }

        @Override
        public void wanted(JobEventStream stream) {
            look(stream.job());
        }

        @Override
        public void closed(JobEventStream stream) {
            streams.computeIfPresent(stream.job(), (job, all) -> {
                all.remove(stream);
                return all.isEmpty() ? null : all;
            });
        }
    };

    JobEventFeed(JobEventQueries queries, JsonMapper json, JobConfiguration configuration) {
        this.queries = queries;
        this.json = json;
        this.commentNanos = configuration.streamComment().toNanos();
        this.lifeNanos = configuration.streamLife().toNanos();
    }

    @PostConstruct
    void start() {
        thread.start();
    }

    @PreDestroy
    void stop() {
        stopped = true;
        thread.interrupt();
        allStreams().forEach(JobEventStream::breakOff);
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        stopped = true;
        allStreams().forEach(JobEventStream::breakOff);
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Opens a stream of the events after a number, which ends after the event that ends the job.
     *
     * @throws io.vox.server.evaluation.job.JobNotFoundException if there is no such job, or it is another workspace's
     */
    public Publisher<byte[]> open(WorkspaceScope scope, JobId job, long after) {
        JobEventQueries.Watched watched = queries.watch(scope, job);
        return new JobEventStream(
                job,
                (int) Math.min(after, watched.lastSeq()),
                watched.ended() ? watched.lastSeq() : Integer.MAX_VALUE,
                listener);
    }

    /** Returns how many streams are open on this server. */
    public int openStreams() {
        return streams.values().stream().mapToInt(Set::size).sum();
    }

    @Override
    public String channel() {
        return JobChannels.EVENT;
    }

    @Override
    public void notified(String payload) {
        JobId job = new JobId(payload);
        if (streams.containsKey(job)) {
            look(job);
        }
    }

    @Override
    public void connected() {
        streams.keySet().forEach(this::look);
    }

    private void look(JobId job) {
        lock.lock();
        try {
            due.add(job);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        long nextComment = System.nanoTime() + commentNanos;
        while (!stopped) {
            try {
                Set<JobId> jobs = awaitDue(nextComment - System.nanoTime());
                if (System.nanoTime() - nextComment >= 0) {
                    nextComment = System.nanoTime() + commentNanos;
                    jobs.addAll(tick());
                }
                read(jobs);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Cannot read events for {} streams; trying again: {}", openStreams(), e.toString());
                streams.keySet().forEach(this::look);
                pause();
            }
        }
    }

    private Set<JobId> awaitDue(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (due.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            Set<JobId> jobs = due;
            due = new HashSet<>();
            return jobs;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tells clients that their streams live, ends those that lasted long, so that nobody reads on whose rights were taken
     * away meanwhile, and finds what a notification was missed for.
     */
    private Set<JobId> tick() {
        List<JobId> jobs = List.copyOf(streams.keySet());
        if (jobs.isEmpty()) {
            return Set.of();
        }
        for (JobEventStream stream : allStreams()) {
            if (stream.ageNanos() >= lifeNanos) {
                stream.breakOff();
            } else {
                stream.comment();
            }
        }
        queries.watchOn(jobs);
        return Set.copyOf(jobs);
    }

    private void read(Set<JobId> jobs) {
        Map<JobId, Integer> known = new HashMap<>();
        for (JobId job : jobs) {
            int after = streams.getOrDefault(job, Set.of()).stream()
                    .mapToInt(JobEventStream::readyAfter)
                    .min()
                    .orElse(Integer.MAX_VALUE);
            if (after < Integer.MAX_VALUE) {
                known.put(job, after);
            }
        }
        if (known.isEmpty()) {
            return;
        }
        queries.after(known, MOST_EVENTS).forEach((job, events) -> {
            List<JobEventStream.Frame> frames = new ArrayList<>();
            for (JobEvent event : events) {
                frames.add(new JobEventStream.Frame(
                        event.seq(),
                        JobEventWire.frame(event, json),
                        event.type().isFinal()));
            }
            streams.getOrDefault(job, Set.of()).forEach(stream -> stream.send(frames));
            if (events.size() == MOST_EVENTS) {
                look(job);
            }
        });
    }

    private List<JobEventStream> allStreams() {
        return streams.values().stream().flatMap(Set::stream).toList();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
