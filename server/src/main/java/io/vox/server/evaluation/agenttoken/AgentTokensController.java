package io.vox.server.evaluation.agenttoken;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.EvalAgentTokensApi;
import io.vox.api.model.CreatedEvalAgentToken;
import io.vox.api.model.EvalAgentTokenList;
import io.vox.api.model.NewEvalAgentToken;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.idempotency.Idempotent;
import io.vox.server.platform.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** The operations of tag EvalAgentTokens. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class AgentTokensController implements EvalAgentTokensApi {
    private final AgentTokenService tokens;
    private final CurrentPrincipal principal;

    AgentTokensController(AgentTokenService tokens, CurrentPrincipal principal) {
        this.tokens = tokens;
        this.principal = principal;
    }

    @Override
    @Idempotent(secret = true)
    public HttpResponse<CreatedEvalAgentToken> createEvalAgentToken(
            NewEvalAgentToken newEvalAgentToken, @Nullable String idempotencyKey) {
        return HttpResponse.created(
                AgentTokenWire.of(tokens.create(principal.user(), AgentTokenWire.read(newEvalAgentToken))));
    }

    @Override
    public EvalAgentTokenList listEvalAgentTokens(@Nullable Integer limit, @Nullable String cursor) {
        return AgentTokenWire.of(tokens.list(
                principal.user(),
                PageRequest.of(
                        limit, cursor, "eval-agent-tokens", principal.user().workspaceId())));
    }

    @Override
    public HttpResponse<Void> revokeEvalAgentToken(String tokenId) {
        tokens.revoke(principal.user(), tokenId);
        return HttpResponse.noContent();
    }
}
