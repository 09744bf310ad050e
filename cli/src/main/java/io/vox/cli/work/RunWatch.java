package io.vox.cli.work;

import io.vox.cli.output.Printable;
import io.vox.cli.shell.CliFailure;
import io.vox.cli.shell.ExitCode;
import io.vox.cli.shell.Surroundings;
import io.vox.sdk.EventStream;
import io.vox.sdk.Vox;
import io.vox.sdk.VoxException;
import io.vox.sdk.model.Job;
import io.vox.sdk.model.JobEvent;
import io.vox.sdk.model.JobEventType;
import io.vox.sdk.model.Run;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the jobs of a run and tells how they go on. */
final class RunWatch {
    private final Vox vox;
    private final Surroundings surroundings;

    RunWatch(Vox vox, Surroundings surroundings) {
        this.vox = vox;
        this.surroundings = surroundings;
    }

    /**
     * Waits until all jobs have ended. The run goes on at the server if the waiting ends before.
     *
     * @throws CliFailure {@link ExitCode#TIMEOUT} if that takes too long
     */
    void await(Run run, Duration timeout) {
        List<EventStream> streams =
                run.getJobs().stream().map(Job::getId).map(vox::streamJobEvents).toList();
        boolean isOne = streams.size() == 1;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<?>[] ends = new CompletableFuture<?>[streams.size()];
            for (int i = 0; i < ends.length; i++) {
                EventStream events = streams.get(i);
                String prefix = isOne ? "" : run.getJobs().get(i).getRegion() + ": ";
                ends[i] = CompletableFuture.runAsync(() -> follow(events, prefix), threads);
            }
            Thread farewell = new Thread(() -> surroundings.say("vox: " + goesOn(run)), "farewell");
            Runtime.getRuntime().addShutdownHook(farewell);
            try {
                join(CompletableFuture.allOf(ends), run, timeout);
            } finally {
                streams.forEach(EventStream::close);
                forget(farewell);
            }
        }
    }

    private void follow(EventStream events, String prefix) {
        for (JobEvent event : events) {
            // Single turns are for those who watch the job.
            if (event.getType() != JobEventType.TURN) {
                surroundings.say(prefix + Printable.of(event.getMessage()));
            }
        }
    }

    /** What a person should know who waits no more. */
    private static String goesOn(Run run) {
        return "the run goes on: vox runs show " + run.getId();
    }

    private static void forget(Thread farewell) {
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException ending) {
            // The process is being ended, and the hook says what it has to say.
        }
    }

    private static void join(CompletableFuture<?> end, Run run, Duration timeout) {
        try {
            end.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new CliFailure(ExitCode.TIMEOUT, "not over after " + timeout.toSeconds() + " s; " + goesOn(run), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliFailure(ExitCode.CANCELED, "interrupted; " + goesOn(run), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof VoxException failure) {
                throw failure;
            }
            throw new IllegalStateException("cannot follow the run", e.getCause());
        }
    }
}
