package io.vox.server.evaluation.evalagent;

import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.EvalAgentsApi;
import io.vox.api.model.EvalAgent;
import io.vox.api.model.EvalAgentList;
import io.vox.api.model.EvalAgentState;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** The operations of tag EvalAgents. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class EvalAgentsController implements EvalAgentsApi {
    private final EvalAgentService agents;
    private final CurrentPrincipal principal;

    EvalAgentsController(EvalAgentService agents, CurrentPrincipal principal) {
        this.agents = agents;
        this.principal = principal;
    }

    @Override
    public EvalAgent getEvalAgent(String evalAgentId) {
        return EvalAgentWire.of(agents.get(scope(), evalAgentId));
    }

    @Override
    public EvalAgentList listEvalAgents(
            @Nullable Integer limit, @Nullable String cursor, @Nullable String region, @Nullable EvalAgentState state) {
        WorkspaceScope scope = scope();
        return EvalAgentWire.of(agents.list(
                scope,
                EvalAgentWire.read(region, state),
                PageRequest.of(limit, cursor, "eval-agents", scope.value(), region, state)));
    }

    private WorkspaceScope scope() {
        return WorkspaceScope.of(principal.user());
    }
}
