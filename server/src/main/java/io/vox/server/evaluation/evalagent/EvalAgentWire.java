package io.vox.server.evaluation.evalagent;

import io.vox.api.model.EvalAgentList;
import io.vox.api.model.Fleet;
import io.vox.server.platform.page.Page;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Eval agents as the contract shows them. */
final class EvalAgentWire {
    private EvalAgentWire() {}

    static io.vox.api.model.EvalAgent of(EvalAgent agent) {
        return new io.vox.api.model.EvalAgent(
                agent.id(),
                agent.name(),
                agent.region(),
                Fleet.valueOf(agent.fleet().name()),
                io.vox.api.model.EvalAgentState.valueOf(agent.state().name()),
                agent.tokenId(),
                agent.version(),
                agent.createdAt().atOffset(ZoneOffset.UTC),
                agent.expiresAt() == null ? null : agent.expiresAt().atOffset(ZoneOffset.UTC),
                agent.lastSeenAt().atOffset(ZoneOffset.UTC),
                agent.lastJobAt() == null ? null : agent.lastJobAt().atOffset(ZoneOffset.UTC));
    }

    static EvalAgentList of(Page<EvalAgent> page) {
        return new EvalAgentList(page.map(EvalAgentWire::of).data(), page.nextCursor());
    }

    static EvalAgentFilter read(@Nullable String region, io.vox.api.model.@Nullable EvalAgentState state) {
        return new EvalAgentFilter(region, state == null ? null : EvalAgentState.valueOf(state.name()));
    }
}
