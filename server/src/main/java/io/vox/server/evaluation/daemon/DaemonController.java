package io.vox.server.evaluation.daemon;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.DaemonApi;
import io.vox.api.model.Artifact;
import io.vox.api.model.ArtifactFinish;
import io.vox.api.model.ArtifactUpload;
import io.vox.api.model.Claim;
import io.vox.api.model.ClaimedJob;
import io.vox.api.model.EvalAgentRegistration;
import io.vox.api.model.EvalAgentSession;
import io.vox.api.model.Heartbeat;
import io.vox.api.model.HeartbeatAnswer;
import io.vox.api.model.JobFailure;
import io.vox.api.model.JobOutcome;
import io.vox.api.model.JobRelease;
import io.vox.api.model.JobReport;
import io.vox.api.model.NewArtifact;
import io.vox.api.model.Progress;
import io.vox.api.model.ProgressAnswer;
import io.vox.server.evaluation.artifact.ArtifactService;
import io.vox.server.evaluation.artifact.ArtifactWire;
import io.vox.server.evaluation.evalagent.EvalAgentService;
import io.vox.server.evaluation.job.JobId;
import io.vox.server.evaluation.job.queue.ClaimService;
import io.vox.server.evaluation.job.queue.HeldLease;
import io.vox.server.evaluation.job.queue.JobSecrets;
import io.vox.server.evaluation.job.queue.ReportService;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.idempotency.Idempotent;
import io.vox.server.platform.web.ClientConnection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations of tag Daemon. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class DaemonController implements DaemonApi {
    private final EvalAgentService agents;
    private final ClaimService claims;
    private final ReportService reports;
    private final JobSecrets secrets;
    private final ArtifactService artifacts;
    private final CurrentPrincipal principal;
    private final DaemonWire wire;

    DaemonController(
            EvalAgentService agents,
            ClaimService claims,
            ReportService reports,
            JobSecrets secrets,
            ArtifactService artifacts,
            CurrentPrincipal principal,
            DaemonWire wire) {
        this.agents = agents;
        this.claims = claims;
        this.reports = reports;
        this.secrets = secrets;
        this.artifacts = artifacts;
        this.principal = principal;
        this.wire = wire;
    }

    @Override
    public EvalAgentSession registerEvalAgent(EvalAgentRegistration registration) {
        Principal.EvalAgent agent = principal.evalAgent();
        return wire.of(agents.register(agent, wire.read(registration)), agent);
    }

    @Override
    public HeartbeatAnswer heartbeatEvalAgent(Heartbeat heartbeat) {
        Principal.EvalAgent agent = principal.evalAgent();
        return wire.of(claims.heartbeat(agent, heartbeat.getSession(), DaemonWire.read(heartbeat, agent)));
    }

    @Override
    public HttpResponse<ClaimedJob> claimJob(Claim claim) {
        Integer seconds = claim.getWaitSeconds();
        Duration wait = Duration.ofSeconds(seconds == null ? 0 : seconds);
        return claims.claim(principal.evalAgent(), claim.getSession(), wait, ClientConnection.current()::isClosed)
                .map(wire::of)
                .<HttpResponse<ClaimedJob>>map(HttpResponse::ok)
                .orElseGet(HttpResponse::noContent);
    }

    @Override
    public io.vox.api.model.JobSecrets getJobSecrets(String jobId, String voxLease) {
        return DaemonWire.secrets(secrets.open(lease(jobId, voxLease)));
    }

    @Override
    public ProgressAnswer reportJobProgress(String jobId, String voxLease, Progress progress) {
        return DaemonWire.of(reports.progress(lease(jobId, voxLease), wire.read(progress)));
    }

    @Override
    public JobOutcome completeJob(String jobId, String voxLease, JobReport jobReport) {
        return DaemonWire.of(reports.complete(lease(jobId, voxLease), wire.read(jobReport)));
    }

    @Override
    public JobOutcome failJob(String jobId, String voxLease, JobFailure jobFailure) {
        return DaemonWire.of(reports.fail(lease(jobId, voxLease), DaemonWire.read(jobFailure)));
    }

    @Override
    public JobOutcome releaseJob(String jobId, String voxLease, JobRelease jobRelease) {
        return DaemonWire.of(reports.release(lease(jobId, voxLease), jobRelease.getReason()));
    }

    @Override
    @Idempotent
    public HttpResponse<ArtifactUpload> createArtifact(
            String jobId, String voxLease, NewArtifact newArtifact, @Nullable String idempotencyKey) {
        return HttpResponse.created(
                ArtifactWire.of(artifacts.create(lease(jobId, voxLease), ArtifactWire.read(newArtifact))));
    }

    @Override
    public ArtifactUpload getArtifactUpload(String artifactId, String voxLease) {
        return ArtifactWire.of(artifacts.get(principal.evalAgent(), voxLease, artifactId));
    }

    @Override
    public Artifact finishArtifact(String artifactId, String voxLease, ArtifactFinish finish) {
        return ArtifactWire.of(artifacts.finish(
                principal.evalAgent(),
                voxLease,
                artifactId,
                finish.getSizeBytes(),
                ArtifactWire.digest(finish.getSha256())));
    }

    /** A stream of bytes, so not in the generated interface. */
    @Put("/artifacts/{artifactId}/content")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    ArtifactUpload uploadArtifactContent(
            @PathVariable @Pattern(regexp = "^art_[0-7][0-9a-hjkmnp-tv-z]{25}$") String artifactId,
            @Header("Vox-Lease") @Pattern(regexp = "^[0-9A-Za-z_-]{16,100}$") String voxLease,
            @QueryValue @Min(0) @Max(1_073_741_824) long offset,
            @Header(HttpHeaders.CONTENT_LENGTH) Optional<Long> length,
            @Body InputStream bytes)
            throws IOException {
        // Closed also when nothing was read of it: else what is still to come would stop the connection.
        try (bytes) {
            return ArtifactWire.of(
                    artifacts.append(principal.evalAgent(), voxLease, artifactId, offset, length.orElse(-1L), bytes));
        }
    }

    private HeldLease lease(String jobId, String lease) {
        return HeldLease.of(new JobId(jobId), lease, principal.evalAgent());
    }
}
