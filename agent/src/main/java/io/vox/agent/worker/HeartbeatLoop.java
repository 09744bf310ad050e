package io.vox.agent.worker;

import io.vox.agent.job.Backoff;
import io.vox.agent.job.HeldJob;
import io.vox.agent.job.StopReason;
import io.vox.sdk.CanceledException;
import io.vox.sdk.Vox;
import io.vox.sdk.VoxException;
import io.vox.sdk.model.Heartbeat;
import io.vox.sdk.model.HeartbeatAnswer;
import io.vox.sdk.model.HeldJobAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Gives signs of life, which keep the leases, and does what the server says of the jobs. When it is not answered it comes
 * back sooner than usual; a lease that is not extended ends by itself. Used by one thread.
 */
final class HeartbeatLoop implements Loop.Round {
    private static final String PART = "server";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    /** Not later than asked for, and up to a fifth earlier. */
    private static final double JITTER = 0.8;

    private final Vox vox;
    private final Session session;
    private final HeldJobs jobs;
    private final WorkerStatus status;
    private final Ending ending;
    private final Backoff backoff;

    /**
     * Makes a loop.
     *
     * @param vox a client that does not repeat by itself and gives up before the next heartbeat is due
     */
    HeartbeatLoop(Vox vox, Session session, HeldJobs jobs, WorkerStatus status, Ending ending) {
        this.vox = vox;
        this.session = session;
        this.jobs = jobs;
        this.status = status;
        this.ending = ending;
        this.backoff = new Backoff(FIRST_PAUSE, session.heartbeat());
    }

    @Override
    public Optional<Duration> runOnce() {
        List<HeldJob> held = jobs.all();
        long asked = System.nanoTime();
        try {
            HeartbeatAnswer answer = vox.daemon().heartbeatEvalAgent(heartbeat(held));
            if (answer.getJobs() == null) {
                return failed("The server's answer is no heartbeat's.");
            }
            backoff.reset();
            status.clear(PART);
            for (HeldJob job : held) {
                obey(job, answer.getJobs(), asked);
            }
            return Optional.of(Backoff.jittered(interval(answer), JITTER));
        } catch (CanceledException stopped) {
            return Optional.empty();
        } catch (VoxException failure) {
            return ending.ends(failure) ? Optional.empty() : failed(String.valueOf(failure.getMessage()));
        }
    }

    private Optional<Duration> failed(String why) {
        status.set(PART, why);
        return Optional.of(backoff.next());
    }

    private Heartbeat heartbeat(List<HeldJob> held) {
        return new Heartbeat()
                .session(session.id())
                .jobs(held.stream()
                        .map(job ->
                                new io.vox.sdk.model.HeldJob().jobId(job.id()).lease(job.lease()))
                        .toList());
    }

    private static void obey(HeldJob job, List<HeldJobAnswer> answers, long asked) {
        answers.stream()
                .filter(answer -> job.id().equals(answer.getJobId()) && answer.getAction() != null)
                .findFirst()
                .ifPresent(answer -> {
                    switch (answer.getAction()) {
                        case ABANDON -> job.stop(StopReason.LOST);
                        case CANCEL -> {
                            job.extend(asked);
                            job.stop(StopReason.CANCELED);
                        }
                        case CONTINUE, UNKNOWN_DEFAULT_OPEN_API -> job.extend(asked);
                    }
                });
    }

    private Duration interval(HeartbeatAnswer answer) {
        Integer seconds = answer.getHeartbeatSeconds();
        return seconds == null || seconds < 1 ? session.heartbeat() : Duration.ofSeconds(seconds);
    }
}
