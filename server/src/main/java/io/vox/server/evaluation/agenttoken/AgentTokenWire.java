package io.vox.server.evaluation.agenttoken;

import io.vox.api.model.CreatedEvalAgentToken;
import io.vox.api.model.EvalAgentToken;
import io.vox.api.model.EvalAgentTokenList;
import io.vox.api.model.NewEvalAgentToken;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.web.StorableTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Tokens as the contract shows them. */
final class AgentTokenWire {
    private AgentTokenWire() {}

    static EvalAgentToken of(AgentToken token) {
        return new EvalAgentToken(
                token.id(),
                token.name(),
                token.region(),
                io.vox.api.model.Fleet.valueOf(token.fleet().name()),
                token.prefix(),
                token.createdAt().atOffset(ZoneOffset.UTC),
                time(token.expiresAt()),
                time(token.revokedAt()),
                time(token.lastUsedAt()));
    }

    static CreatedEvalAgentToken of(AgentTokenService.Created created) {
        return new CreatedEvalAgentToken(of(created.token()), created.secret());
    }

    static EvalAgentTokenList of(Page<AgentToken> page) {
        return new EvalAgentTokenList(page.map(AgentTokenWire::of).data(), page.nextCursor());
    }

    static NewAgentToken read(NewEvalAgentToken token) {
        return new NewAgentToken(
                token.getName(),
                token.getRegion(),
                token.getFleet() == io.vox.api.model.Fleet.PUBLIC ? Fleet.PUBLIC : Fleet.WORKSPACE,
                StorableTime.read("/expiresAt", token.getExpiresAt()));
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
