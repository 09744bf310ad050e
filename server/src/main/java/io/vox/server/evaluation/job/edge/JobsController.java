package io.vox.server.evaluation.job.edge;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.JobsApi;
import io.vox.api.model.ArtifactList;
import io.vox.api.model.CallList;
import io.vox.api.model.Job;
import io.vox.api.model.JobEventList;
import io.vox.api.model.JobList;
import io.vox.api.model.JobStatus;
import io.vox.server.conversations.call.Call;
import io.vox.server.conversations.call.CallQueries;
import io.vox.server.conversations.call.CallWire;
import io.vox.server.evaluation.artifact.ArtifactService;
import io.vox.server.evaluation.artifact.ArtifactWire;
import io.vox.server.evaluation.job.JobFilter;
import io.vox.server.evaluation.job.JobId;
import io.vox.server.evaluation.job.JobService;
import io.vox.server.evaluation.job.JobWire;
import io.vox.server.evaluation.job.event.JobEventFeed;
import io.vox.server.evaluation.job.event.JobEventQueries;
import io.vox.server.evaluation.job.event.JobEventWire;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.web.StorableTime;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** The operations of tag Jobs. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class JobsController implements JobsApi {
    private static final int DEFAULT_EVENTS = 200;

    private final JobService jobs;
    private final JobEventQueries events;
    private final JobEventFeed feed;
    private final CallQueries calls;
    private final ArtifactService artifacts;
    private final CurrentPrincipal principal;
    private final JsonMapper json;

    JobsController(
            JobService jobs,
            JobEventQueries events,
            JobEventFeed feed,
            CallQueries calls,
            ArtifactService artifacts,
            CurrentPrincipal principal,
            JsonMapper json) {
        this.jobs = jobs;
        this.events = events;
        this.feed = feed;
        this.calls = calls;
        this.artifacts = artifacts;
        this.principal = principal;
        this.json = json;
    }

    @Override
    public Job getJob(String jobId) {
        return JobWire.of(jobs.get(scope(), new JobId(jobId)));
    }

    @Override
    public JobList listJobs(
            @Nullable Integer limit,
            @Nullable String cursor,
            @Nullable String runId,
            @Nullable JobStatus status,
            @Nullable String region,
            @Nullable String providerId,
            @Nullable String workflowId,
            @Nullable String evalSetId,
            @Nullable String projectId,
            @Nullable OffsetDateTime createdFrom,
            @Nullable OffsetDateTime createdTo) {
        JobFilter filter = new JobFilter(
                runId,
                JobWire.read(status),
                region,
                providerId,
                workflowId,
                evalSetId,
                projectId,
                StorableTime.read("query/createdFrom", createdFrom),
                StorableTime.read("query/createdTo", createdTo));
        return JobWire.of(jobs.list(scope(), filter, PageRequest.of(limit, cursor, "jobs", scope().value(), filter)));
    }

    @Override
    public HttpResponse<Void> deleteJob(String jobId) {
        jobs.delete(principal.user(), new JobId(jobId));
        return HttpResponse.noContent();
    }

    @Override
    public Job cancelJob(String jobId) {
        return JobWire.of(jobs.cancel(principal.user(), new JobId(jobId)));
    }

    @Override
    public CallList listJobCalls(String jobId, @Nullable Integer limit, @Nullable String cursor) {
        WorkspaceScope scope = scope();
        jobs.get(scope, new JobId(jobId));
        Page<Call> page = calls.ofJob(scope, jobId, PageRequest.of(limit, cursor, "calls", jobId));
        Map<Integer, String> recordings = artifacts.recordings(scope, jobId);
        return new CallList(
                page.map(call -> CallWire.of(call, recordings.get(call.report().number()), json))
                        .data(),
                page.nextCursor());
    }

    @Override
    public ArtifactList listJobArtifacts(String jobId, @Nullable Integer limit, @Nullable String cursor) {
        WorkspaceScope scope = scope();
        jobs.get(scope, new JobId(jobId));
        return ArtifactWire.of(artifacts.ofJob(scope, jobId, PageRequest.of(limit, cursor, "artifacts", jobId)));
    }

    @Override
    public JobEventList listJobEvents(String jobId, @Nullable Long after, @Nullable Integer limit) {
        int most = limit == null ? DEFAULT_EVENTS : limit;
        return JobEventWire.of(events.list(scope(), new JobId(jobId), after == null ? 0 : after, most), most, json);
    }

    /** A stream, so not in the generated interface. */
    @Get(value = "/jobs/{jobId}/events/stream", produces = MediaType.TEXT_EVENT_STREAM)
    HttpResponse<Publisher<byte[]>> streamJobEvents(
            @PathVariable @Pattern(regexp = "^job_[0-7][0-9a-hjkmnp-tv-z]{25}$") String jobId,
            @Header("Last-Event-ID") @Nullable @Min(0) @Max(9_007_199_254_740_991L) Long lastEventId) {
        Publisher<byte[]> stream = feed.open(scope(), new JobId(jobId), lastEventId == null ? 0 : lastEventId);
        // Proxies that gather an answer before they pass it on are told not to.
        return HttpResponse.ok(stream).header("X-Accel-Buffering", "no");
    }

    private WorkspaceScope scope() {
        return WorkspaceScope.of(principal.user());
    }
}
