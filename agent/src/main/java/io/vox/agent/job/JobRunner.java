package io.vox.agent.job;

import io.vox.agent.conversation.SpeechLibrary;
import io.vox.agent.corpus.Corpus;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.FaultKind;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.report.ReportWriter;
import io.vox.agent.run.Companion;
import io.vox.agent.run.Rehearsal;
import io.vox.agent.run.ResultDocument;
import io.vox.agent.run.RunExecutor;
import io.vox.agent.run.RunFolder;
import io.vox.agent.secret.Redactor;
import io.vox.agent.speech.FliteTextToSpeech;
import io.vox.sdk.CanceledException;
import io.vox.sdk.Sleeper;
import io.vox.sdk.Vox;
import io.vox.sdk.VoxException;
import io.vox.sdk.model.Fault;
import io.vox.sdk.model.JobFailure;
import io.vox.sdk.model.JobOutcome;
import io.vox.sdk.model.JobRelease;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does jobs, each on the thread that calls. Measuring can be stopped at any moment; what was measured is reported with as
 * many tries as the lease allows; the folder is removed whatever happens. Thread-safe.
 */
public final class JobRunner {
    private static final Duration LONGEST_CONVERSATION = Duration.ofMinutes(10);
    /** Tries for one request of an upload; the file goes on where it was. */
    private static final int UPLOAD_RETRIES = 5;

    /** Problems after which nothing more can be written about a job. */
    private static final Set<String> LEASE_ENDS = Set.of("lease_lost", "job_not_found", "agent_token_invalid");

    private final Vox vox;
    private final JobHarness harness;
    private final Path folder;
    private final Redactor redactor;
    private final Consumer<String> talk;
    private final Runnable lastResort;

    /**
     * Makes a runner.
     *
     * @param vox a client that does not repeat by itself
     * @param folder where the folders of the jobs go
     * @param redactor knows this eval agent's own secrets
     * @param talk gets a line for what a person may wonder about
     * @param lastResort ends the processes of a job that cannot be ended otherwise
     */
    public JobRunner(
            Vox vox, JobHarness harness, Path folder, Redactor redactor, Consumer<String> talk, Runnable lastResort) {
        this.vox = vox;
        this.harness = harness;
        this.folder = folder;
        this.redactor = redactor;
        this.talk = talk;
        this.lastResort = lastResort;
    }

    /**
     * Does the whole attempt and answers in a few words what became of it.
     *
     * @param status gets in a few words what the job does right now
     */
    public String run(HeldJob job, Consumer<String> status) {
        try (StopEnforcer enforcer = StopEnforcer.watch(job, lastResort)) {
            return run(job, enforcer, status);
        } catch (CanceledException interrupted) {
            return "lost";
        } catch (VoxException refused) {
            return "lost: " + redactor.redact(String.valueOf(refused.getMessage()));
        }
    }

    private String run(HeldJob job, StopEnforcer enforcer, Consumer<String> status) {
        JobReportWire wire = new JobReportWire(redactor.with(List.of(job.lease())));
        try (JobFolder place = JobFolder.create(folder, job, talk)) {
            JobSecrets secrets = secrets(job);
            wire = new JobReportWire(wire.redactor().with(secrets.all()));
            Measured measured = measure(job, secrets, wire, place.path(), status);
            enforcer.measured();
            return deliver(job, measured, status);
        } catch (VoxFault fault) {
            return giveUp(job, enforcer, wire, fault);
        } catch (VoxException refused) {
            throw refused;
        } catch (RuntimeException | Error unexpected) {
            return giveUp(
                    job, enforcer, wire, new VoxFault(FaultCode.INTERNAL, "unexpected: " + unexpected, unexpected));
        }
    }

    /** Something broke outside the run: the server is told, so that the job need not wait for the end of its lease. */
    private String giveUp(HeldJob job, StopEnforcer enforcer, JobReportWire wire, VoxFault fault) {
        enforcer.measured();
        return job.isLost() ? "lost" : fail(job, fault(wire, fault));
    }

    /** Gets what the workflow names, trying as long as the job is wanted; it is kept in memory alone, for this job alone. */
    private JobSecrets secrets(HeldJob job) {
        String steps = job.claimed().getWorkflow().getStepsYaml();
        try {
            return JobSecrets.of(
                    steps,
                    () -> new Insistence(Sleeper.real(), talk)
                            .until(() -> !job.mustStop(), () -> vox.daemon().getJobSecrets(job.id(), job.lease()))
                            .getSecrets());
        } catch (CanceledException lost) {
            throw lost;
        } catch (VoxException refused) {
            if (job.isLost() || endsLease(refused)) {
                throw refused;
            }
            if (job.mustStop()) {
                return JobSecrets.none();
            }
            throw new VoxFault(FaultCode.INTERNAL, "the server gave no secrets: " + refused.getMessage(), refused);
        }
    }

    // --- measuring ---------------------------------------------------------------------------------------------------

    /**
     * What measuring came to.
     *
     * @param result null = nothing was begun
     * @param failure why there is no result to report, null = there is one
     */
    private record Measured(
            JobReportWire wire,
            @Nullable RunFolder run,
            @Nullable ResultDocument result,
            @Nullable Fault failure) {}

    private Measured measure(
            HeldJob job, JobSecrets secrets, JobReportWire known, Path place, Consumer<String> status) {
        JobReportWire wire = known;
        if (job.mustStop()) {
            return new Measured(wire, null, null, null);
        }
        try {
            JobPlan plan = JobPlan.of(job.claimed(), secrets);
            wire = new JobReportWire(wire.redactor().with(plan.secrets()));
            SpeechLibrary library = new SpeechLibrary(Corpus.standard(), new FliteTextToSpeech(), null);
            Rehearsal.of(plan.matrix(), library);
            RunFolder run = RunFolder.create(place.resolve("run"), Map.of(), Instant.now());
            ResultDocument result = execute(job, plan, run, library, wire, status);
            ResultDocument.Fault failure = FailureReason.of(result).orElse(null);
            return new Measured(wire, run, result, failure == null ? null : wire.fault(failure));
        } catch (VoxFault fault) {
            return new Measured(wire, null, null, fault(wire, fault));
        }
    }

    private ResultDocument execute(
            HeldJob job,
            JobPlan plan,
            RunFolder run,
            SpeechLibrary library,
            JobReportWire wire,
            Consumer<String> status) {
        Companion companion = new GuardedCompanion(harness.companion(job.claimed(), library), plan.guard());
        Duration left = job.timeLeft();
        Duration limit = left.compareTo(LONGEST_CONVERSATION) < 0 ? left : LONGEST_CONVERSATION;
        try (ProgressReporter progress = new ProgressReporter(vox, job, wire, status)) {
            return new RunExecutor(run, harness.of(library, limit), companion, progress, job::mustStop)
                    .execute(plan.matrix());
        }
    }

    // --- reporting ---------------------------------------------------------------------------------------------------

    private String deliver(HeldJob job, Measured measured, Consumer<String> status) {
        Optional<StopReason> stop = job.stopReason();
        if (stop.isPresent()) {
            return switch (stop.get()) {
                case LOST -> "lost";
                case RELEASED -> release(job);
                case CANCELED ->
                    fail(job, measured.wire().fault(FaultKind.CANCELED, "canceled", "canceled on request"));
                case TIME_UP ->
                    fail(
                            job,
                            fault(
                                    measured.wire(),
                                    new VoxFault(
                                            FaultCode.JOB_TIMEOUT,
                                            "the conversations were not over after %d s; make the eval set smaller"
                                                    .formatted(job.claimed().getMaxSeconds()))));
            };
        }
        RunFolder run = measured.run();
        ResultDocument result = measured.result();
        if (run != null && result != null) {
            status.accept("uploading");
            upload(job, measured.wire(), run, result);
        }
        Fault failure = measured.failure();
        if (failure != null || result == null) {
            return fail(
                    job,
                    failure != null
                            ? failure
                            : measured.wire().fault(FaultKind.HARNESS_FAULT, "internal", "nothing was measured"));
        }
        status.accept("reporting");
        return complete(job, measured.wire(), result);
    }

    private String complete(HeldJob job, JobReportWire wire, ResultDocument result) {
        try {
            return outcome(insist(job, () -> vox.daemon().completeJob(job.id(), job.lease(), wire.report(result))));
        } catch (VoxException refused) {
            if (job.isLost() || endsLease(refused)) {
                throw refused;
            }
            // Whatever is wrong with it, another attempt by another eval agent may do better.
            return fail(
                    job,
                    wire.fault(
                            FaultKind.HARNESS_FAULT,
                            "report_refused",
                            "the server refused the report: " + refused.getMessage()));
        }
    }

    private String fail(HeldJob job, Fault fault) {
        JobFailure failure =
                new JobFailure().kind(fault.getKind()).code(fault.getCode()).message(fault.getMessage());
        return outcome(insist(job, () -> vox.daemon().failJob(job.id(), job.lease(), failure))) + ": "
                + fault.getMessage();
    }

    private String release(HeldJob job) {
        JobRelease reason = new JobRelease().reason("The eval agent is being stopped.");
        return outcome(insist(job, () -> vox.daemon().releaseJob(job.id(), job.lease(), reason)));
    }

    private void upload(HeldJob job, JobReportWire wire, RunFolder run, ResultDocument result) {
        Vox uploader = vox.toBuilder().retries(UPLOAD_RETRIES).build();
        try {
            withoutSecrets(wire.redactor(), run, JobFile.of(run.path(), result));
            for (JobFile file : JobFile.of(run.path(), result)) {
                if (file.isWorthSending()) {
                    uploader.uploadArtifact(job.id(), job.lease(), file.announced(), file.path());
                }
            }
        } catch (IOException unreadable) {
            talk.accept("Not every file of " + job.id() + " could be read: " + unreadable.getMessage());
        } catch (CanceledException lost) {
            throw lost;
        } catch (VoxException refused) {
            if (endsLease(refused)) {
                throw refused;
            }
            // The figures are worth more than the files.
            talk.accept("Not every file of " + job.id() + " could be uploaded: " + refused.getMessage());
        }
    }

    /** The report is made of the result, so that it is made anew if there was a secret in that. */
    private static void withoutSecrets(Redactor redactor, RunFolder run, List<JobFile> files) throws IOException {
        for (JobFile file : files) {
            if (file.isText() && !file.path().equals(run.report()) && redactor.redact(file.path())) {
                ReportWriter.write(run.path());
            }
        }
    }

    private static boolean endsLease(VoxException refused) {
        return LEASE_ENDS.contains(Insistence.code(refused));
    }

    private <T> T insist(HeldJob job, Supplier<T> call) {
        return new Insistence(Sleeper.real(), talk).until(() -> !job.isLost(), call);
    }

    private static String outcome(JobOutcome outcome) {
        return outcome.getStatus() == null ? "reported" : outcome.getStatus().getValue();
    }

    private static Fault fault(JobReportWire wire, VoxFault fault) {
        return wire.fault(fault.code().kind(), fault.code().wireName(), fault.line());
    }
}
