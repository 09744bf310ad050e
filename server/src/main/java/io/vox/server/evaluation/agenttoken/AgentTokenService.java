package io.vox.server.evaluation.agenttoken;

import static io.vox.server.schema.Tables.EVAL_AGENT_TOKEN;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.evaluation.region.RegionService;
import io.vox.server.platform.access.Policy;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.id.Ulid;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.problem.ForbiddenException;
import io.vox.server.platform.problem.InvalidRequestException;
import io.vox.server.platform.problem.NotFoundException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.secret.RandomToken;
import io.vox.server.schema.tables.records.EvalAgentTokenRecord;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Makes, lists and revokes the tokens of eval agents. Thread-safe. */
@Singleton
public class AgentTokenService {
    private static final Field<Instant> NOW = DSL.field("vox_now()", SQLDataType.INSTANT);

    private final DSLContext database;
    private final Policy policy;
    private final RegionService regions;
    private final Clock clock;

    AgentTokenService(DSLContext database, Policy policy, RegionService regions, Clock clock) {
        this.database = database;
        this.policy = policy;
        this.regions = regions;
        this.clock = clock;
    }

    /** Lists those of the workspace, newest first. */
    Page<AgentToken> list(Principal.User user, PageRequest request) {
        return request.page(
                database.selectFrom(EVAL_AGENT_TOKEN)
                        .where(EVAL_AGENT_TOKEN.WORKSPACE_ID.eq(
                                WorkspaceScope.of(user).value()))
                        .and(request.below(EVAL_AGENT_TOKEN.ID))
                        .orderBy(EVAL_AGENT_TOKEN.ID.desc())
                        .limit(request.rows())
                        .fetch(AgentTokenService::token),
                AgentToken::id);
    }

    /**
     * Makes a token in the user's workspace. Its secret is in the answer and nowhere else.
     *
     * @throws ForbiddenException if it is to be of the public fleet, and the user no administrator
     * @throws InvalidRequestException if it has expired already
     */
    @Transactional
    Created create(Principal.User user, NewAgentToken token) {
        if (token.fleet() == Fleet.PUBLIC) {
            policy.requireAdmin(user);
        }
        if (token.expiresAt() != null && !token.expiresAt().isAfter(Instant.now(clock))) {
            throw new InvalidRequestException("/expiresAt", "must be in the future");
        }
        regions.requireActive(List.of(token.region()));
        String secret = AgentTokenSecret.create();
        EvalAgentTokenRecord row = database.insertInto(EVAL_AGENT_TOKEN)
                .set(EVAL_AGENT_TOKEN.ID, Ulid.create(Ulid.EVAL_AGENT_TOKEN))
                .set(EVAL_AGENT_TOKEN.WORKSPACE_ID, WorkspaceScope.of(user).value())
                .set(EVAL_AGENT_TOKEN.NAME, token.name())
                .set(EVAL_AGENT_TOKEN.REGION, token.region())
                .set(EVAL_AGENT_TOKEN.FLEET, token.fleet().name())
                .set(EVAL_AGENT_TOKEN.TOKEN_HASH, RandomToken.hash(secret))
                .set(EVAL_AGENT_TOKEN.PREFIX, AgentTokenSecret.shown(secret))
                .set(EVAL_AGENT_TOKEN.CREATED_BY, user.id().value())
                .set(EVAL_AGENT_TOKEN.EXPIRES_AT, token.expiresAt())
                .returning()
                .fetchSingle();
        return new Created(token(row), secret);
    }

    /**
     * Ends a token at once. Does nothing the second time.
     *
     * @throws NotFoundException if there is none, or it is another workspace's
     */
    @Transactional
    void revoke(Principal.User user, String id) {
        int revoked = database.update(EVAL_AGENT_TOKEN)
                .set(EVAL_AGENT_TOKEN.REVOKED_AT, DSL.coalesce(EVAL_AGENT_TOKEN.REVOKED_AT, NOW))
                .where(EVAL_AGENT_TOKEN.WORKSPACE_ID.eq(WorkspaceScope.of(user).value()))
                .and(EVAL_AGENT_TOKEN.ID.eq(id))
                .execute();
        if (revoked == 0) {
            throw new NotFoundException(ProblemCode.EVAL_AGENT_TOKEN_NOT_FOUND, "eval agent token");
        }
    }

    private static AgentToken token(EvalAgentTokenRecord row) {
        return new AgentToken(
                row.getId(),
                row.getName(),
                row.getRegion(),
                Fleet.valueOf(row.getFleet()),
                row.getPrefix(),
                row.getCreatedAt(),
                row.getExpiresAt(),
                row.getRevokedAt(),
                row.getLastUsedAt());
    }

    /** A token with its secret. */
    record Created(AgentToken token, String secret) {}
}
