package io.vox.server.evaluation.result;

import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.ResultsApi;
import io.vox.api.model.ResultList;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** The edge of results. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class ResultsController implements ResultsApi {
    private final CurrentPrincipal principals;
    private final ResultQueries results;
    private final ResultWire wire;

    ResultsController(CurrentPrincipal principals, ResultQueries results, ResultWire wire) {
        this.principals = principals;
        this.results = results;
        this.wire = wire;
    }

    @Override
    public io.vox.api.model.Result getResult(String resultId) {
        return wire.of(results.get(WorkspaceScope.of(principals.user()), new ResultId(resultId)));
    }

    @Override
    public ResultList listResults(
            @Nullable Integer limit,
            @Nullable String cursor,
            @Nullable String runId,
            @Nullable String jobId,
            @Nullable String region,
            @Nullable String providerId,
            @Nullable String workflowId) {
        WorkspaceScope scope = WorkspaceScope.of(principals.user());
        Page<io.vox.api.model.Result> page = results.list(
                        scope,
                        new ResultFilter(runId, jobId, region, providerId, workflowId),
                        PageRequest.of(
                                limit, cursor, "results", scope.value(), runId, jobId, region, providerId, workflowId))
                .map(wire::of);
        return new ResultList(page.data(), page.nextCursor());
    }
}
