package io.vox.server.evaluation.daemon;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.vox.api.model.EvalAgentRegistration;
import io.vox.api.model.EvalAgentSession;
import io.vox.api.model.EvalScenario;
import io.vox.api.model.EvalSetVersion;
import io.vox.api.model.Fleet;
import io.vox.api.model.Heartbeat;
import io.vox.api.model.HeartbeatAnswer;
import io.vox.api.model.HeldJobAction;
import io.vox.api.model.HeldJobAnswer;
import io.vox.api.model.JobFailure;
import io.vox.api.model.JobReport;
import io.vox.api.model.JobSecret;
import io.vox.api.model.JobSecrets;
import io.vox.api.model.ProgressAnswer;
import io.vox.api.model.Target;
import io.vox.api.model.TargetKind;
import io.vox.api.model.WorkflowVersion;
import io.vox.server.evaluation.evalagent.Registration;
import io.vox.server.evaluation.evalagent.Session;
import io.vox.server.evaluation.job.Fault;
import io.vox.server.evaluation.job.FaultKind;
import io.vox.server.evaluation.job.JobConfiguration;
import io.vox.server.evaluation.job.JobEventType;
import io.vox.server.evaluation.job.JobId;
import io.vox.server.evaluation.job.JobWire;
import io.vox.server.evaluation.job.queue.ClaimedJob;
import io.vox.server.evaluation.job.queue.HeldJob;
import io.vox.server.evaluation.job.queue.HeldLease;
import io.vox.server.evaluation.job.queue.JobOutcome;
import io.vox.server.evaluation.job.queue.Progress;
import io.vox.server.evaluation.job.queue.ProgressEvent;
import io.vox.server.evaluation.job.queue.Report;
import io.vox.server.evaluation.provider.ProviderWire;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.batch.Recent;
import io.vox.server.platform.problem.InvalidRequestException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What eval agents send and are sent, from and to the contract. Thread-safe. */
@Singleton
final class DaemonWire {
    private static final Argument<List<EvalScenario>> SCENARIOS = Argument.listOf(EvalScenario.class);

    private static final int REMEMBERED_EVAL_SETS = 200;

    private final JsonMapper json;
    private final JobConfiguration configuration;
    private final ReportWire reports;

    /** Versions never change. */
    private final Recent<String, EvalSetVersion> evalSets = new Recent<>(REMEMBERED_EVAL_SETS);

    DaemonWire(JsonMapper json, JobConfiguration configuration, ReportWire reports) {
        this.json = json;
        this.configuration = configuration;
        this.reports = reports;
    }

    Registration read(EvalAgentRegistration registration) {
        return new Registration(registration.getName(), registration.getVersion(), text(registration.getHost()));
    }

    EvalAgentSession of(Session session, Principal.EvalAgent agent) {
        return new EvalAgentSession(
                session.evalAgentId(),
                session.secret(),
                agent.region(),
                agent.publicFleet() ? Fleet.PUBLIC : Fleet.WORKSPACE,
                (int) configuration.heartbeat().toSeconds(),
                (int) configuration.lease().toSeconds(),
                (int) configuration.claimWait().toSeconds());
    }

    static List<HeldLease> read(Heartbeat heartbeat, Principal.EvalAgent agent) {
        return InvalidRequestException.requireElements("/jobs", heartbeat.getJobs()).stream()
                .map(held -> HeldLease.of(new JobId(held.getJobId()), held.getLease(), agent))
                .toList();
    }

    HeartbeatAnswer of(List<HeldJob> jobs) {
        return new HeartbeatAnswer(
                jobs.stream()
                        .map(job -> new HeldJobAnswer(
                                job.jobId().value(),
                                of(job.action()),
                                job.leaseExpiresAt() == null
                                        ? null
                                        : job.leaseExpiresAt().atOffset(ZoneOffset.UTC)))
                        .toList(),
                (int) configuration.heartbeat().toSeconds());
    }

    io.vox.api.model.ClaimedJob of(ClaimedJob job) {
        ClaimedJob.Workflow workflow = job.workflow();
        io.vox.api.model.ProviderReference provider = ProviderWire.reference(job.provider());
        return new io.vox.api.model.ClaimedJob(
                job.jobId().value(),
                job.runId(),
                job.attempt(),
                job.lease(),
                job.leaseExpiresAt().atOffset(ZoneOffset.UTC),
                job.region(),
                provider,
                new WorkflowVersion(
                        workflow.versionId(),
                        workflow.workflowId(),
                        workflow.number(),
                        provider,
                        new Target(TargetKind.fromValue(workflow.targetKind()), workflow.targetUrl()),
                        workflow.stepsYaml(),
                        workflow.createdAt().atOffset(ZoneOffset.UTC)),
                evalSet(job.evalSet()),
                configuration.allowedHosts(),
                (int) configuration.longestAttempt().toSeconds());
    }

    static JobSecrets secrets(Map<String, String> secrets) {
        return new JobSecrets(secrets.entrySet().stream()
                .map(secret -> new JobSecret(secret.getKey(), secret.getValue()))
                .toList());
    }

    List<ProgressEvent> read(io.vox.api.model.Progress progress) {
        List<ProgressEvent> events = new ArrayList<>();
        int last = 0;
        for (io.vox.api.model.ProgressEvent event :
                InvalidRequestException.requireElements("/events", progress.getEvents())) {
            String place = "/events/" + events.size();
            if (event.getNumber() <= last) {
                throw new InvalidRequestException(place + "/number", "must be above the one before");
            }
            JobEventType type = JobEventType.valueOf(event.getType().name());
            if ((type == JobEventType.TURN) != (event.getTurn() != null)) {
                throw new InvalidRequestException(place + "/turn", "comes with TURN, and with nothing else");
            }
            last = event.getNumber();
            events.add(new ProgressEvent(
                    last,
                    type,
                    event.getMessage(),
                    event.getConversation(),
                    event.getConversations(),
                    event.getScenario(),
                    event.getTurn() == null ? null : text(event.getTurn())));
        }
        return events;
    }

    static ProgressAnswer of(Progress progress) {
        return new ProgressAnswer((long) progress.lastSeq(), progress.lastNumber(), of(progress.action()));
    }

    static Fault read(JobFailure failure) {
        return new Fault(FaultKind.valueOf(failure.getKind().name()), failure.getCode(), failure.getMessage());
    }

    Report read(JobReport report) {
        return reports.read(report);
    }

    static io.vox.api.model.JobOutcome of(JobOutcome outcome) {
        return new io.vox.api.model.JobOutcome(
                outcome.jobId().value(), JobWire.status(outcome.status()), outcome.attempt(), outcome.resultId());
    }

    private static HeldJobAction of(HeldJob.Action action) {
        return HeldJobAction.valueOf(action.name());
    }

    private EvalSetVersion evalSet(ClaimedJob.EvalSet evalSet) {
        EvalSetVersion known = evalSets.find(evalSet.versionId());
        if (known == null) {
            known = new EvalSetVersion(
                    evalSet.versionId(),
                    evalSet.evalSetId(),
                    evalSet.number(),
                    evalSet.repeats(),
                    scenarios(evalSet.scenarios()),
                    evalSet.createdAt().atOffset(ZoneOffset.UTC));
            evalSets.put(evalSet.versionId(), known);
        }
        return known;
    }

    private List<EvalScenario> scenarios(String stored) {
        try {
            return json.readValue(stored, SCENARIOS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
