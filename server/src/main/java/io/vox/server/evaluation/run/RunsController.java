package io.vox.server.evaluation.run;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.RunsApi;
import io.vox.api.model.RunList;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.idempotency.Idempotent;
import io.vox.server.platform.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** The edge of runs. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class RunsController implements RunsApi {
    private final CurrentPrincipal principals;
    private final RunService runs;

    RunsController(CurrentPrincipal principals, RunService runs) {
        this.principals = principals;
        this.runs = runs;
    }

    @Override
    @Idempotent
    public HttpResponse<io.vox.api.model.Run> createRun(io.vox.api.model.NewRun run, @Nullable String idempotencyKey) {
        Run made = runs.create(principals.user(), RunWire.read(run));
        return HttpResponse.created(RunWire.of(made)).header(HttpHeaders.LOCATION, "/api/v1/runs/" + made.id());
    }

    @Override
    public io.vox.api.model.Run getRun(String runId) {
        return RunWire.of(runs.get(scope(), new RunId(runId)));
    }

    @Override
    public RunList listRuns(@Nullable Integer limit, @Nullable String cursor) {
        return RunWire.of(runs.list(scope(), PageRequest.of(limit, cursor, "runs")));
    }

    private WorkspaceScope scope() {
        return WorkspaceScope.of(principals.user());
    }
}
