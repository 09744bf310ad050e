package io.vox.server.evaluation.evalagent;

import static io.vox.server.schema.Tables.EVAL_AGENT;
import static io.vox.server.schema.Tables.EVAL_AGENT_TOKEN;
import static io.vox.server.schema.Tables.JOB;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.evaluation.agenttoken.Fleet;
import io.vox.server.evaluation.job.JobConfiguration;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.id.Ulid;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.problem.NotFoundException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.secret.RandomToken;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Registers eval agents and shows them. Thread-safe. */
@Singleton
public class EvalAgentService {
    private static final Field<Instant> NOW = DSL.field("vox_now()", SQLDataType.INSTANT);

    private final DSLContext database;
    private final Field<String> state;
    private final List<SelectField<?>> columns;

    EvalAgentService(DSLContext database, JobConfiguration configuration) {
        this.database = database;
        Field<Instant> silentSince = DSL.field(
                "vox_now() - {0} * interval '1 second'",
                SQLDataType.INSTANT, DSL.inline(configuration.lease().toSeconds()));
        this.state = DSL.when(EVAL_AGENT.LAST_SEEN_AT.lt(silentSince), DSL.inline(EvalAgentState.OFFLINE.name()))
                .when(
                        DSL.exists(DSL.selectOne()
                                .from(JOB)
                                .where(JOB.EVAL_AGENT_ID.eq(EVAL_AGENT.ID))
                                .and(JOB.STATUS.eq(DSL.inline("RUNNING")))),
                        DSL.inline(EvalAgentState.OCCUPIED.name()))
                .otherwise(DSL.inline(EvalAgentState.IDLE.name()));
        this.columns = List.of(
                EVAL_AGENT.ID,
                EVAL_AGENT.NAME,
                EVAL_AGENT.REGION,
                EVAL_AGENT.FLEET,
                state,
                EVAL_AGENT.TOKEN_ID,
                EVAL_AGENT.VERSION,
                EVAL_AGENT.CREATED_AT,
                EVAL_AGENT_TOKEN.EXPIRES_AT,
                EVAL_AGENT.LAST_SEEN_AT,
                EVAL_AGENT.LAST_JOB_AT);
    }

    /** Begins a session of the eval agent of this name and token, which ends its older one. */
    @Transactional
    public Session register(Principal.EvalAgent token, Registration registration) {
        String secret = RandomToken.create();
        String id = database.insertInto(EVAL_AGENT)
                .set(EVAL_AGENT.ID, Ulid.create(Ulid.EVAL_AGENT))
                .set(EVAL_AGENT.WORKSPACE_ID, WorkspaceScope.of(token).value())
                .set(EVAL_AGENT.TOKEN_ID, token.tokenId())
                .set(EVAL_AGENT.NAME, registration.name())
                .set(EVAL_AGENT.REGION, token.region())
                .set(EVAL_AGENT.FLEET, fleet(token).name())
                .set(EVAL_AGENT.SESSION_HASH, RandomToken.hash(secret))
                .set(EVAL_AGENT.VERSION, registration.version())
                .set(EVAL_AGENT.HOST, JSONB.valueOf(registration.host()))
                .onConflict(EVAL_AGENT.TOKEN_ID, EVAL_AGENT.NAME)
                .doUpdate()
                .set(EVAL_AGENT.SESSION_HASH, DSL.excluded(EVAL_AGENT.SESSION_HASH))
                .set(EVAL_AGENT.VERSION, DSL.excluded(EVAL_AGENT.VERSION))
                .set(EVAL_AGENT.HOST, DSL.excluded(EVAL_AGENT.HOST))
                .set(EVAL_AGENT.REGISTERED_AT, NOW)
                .set(EVAL_AGENT.LAST_SEEN_AT, NOW)
                .returning(EVAL_AGENT.ID)
                .fetchSingle()
                .getId();
        database.update(EVAL_AGENT_TOKEN)
                .set(EVAL_AGENT_TOKEN.LAST_USED_AT, NOW)
                .where(EVAL_AGENT_TOKEN.WORKSPACE_ID.eq(WorkspaceScope.of(token).value()))
                .and(EVAL_AGENT_TOKEN.ID.eq(token.tokenId()))
                .execute();
        return new Session(id, secret);
    }

    /** Lists the public fleet and those of the workspace, newest first. */
    Page<EvalAgent> list(WorkspaceScope scope, EvalAgentFilter filter, PageRequest request) {
        return request.page(
                database.select(columns)
                        .from(EVAL_AGENT)
                        .join(EVAL_AGENT_TOKEN)
                        .on(EVAL_AGENT_TOKEN.ID.eq(EVAL_AGENT.TOKEN_ID))
                        .where(isVisibleTo(scope))
                        .and(filter.region() == null ? DSL.noCondition() : EVAL_AGENT.REGION.eq(filter.region()))
                        .and(
                                filter.state() == null
                                        ? DSL.noCondition()
                                        : state.eq(filter.state().name()))
                        .and(request.below(EVAL_AGENT.ID))
                        .orderBy(EVAL_AGENT.ID.desc())
                        .limit(request.rows())
                        .fetch(this::evalAgent),
                EvalAgent::id);
    }

    /**
     * Returns an eval agent.
     *
     * @throws NotFoundException if there is none, or it is another workspace's
     */
    EvalAgent get(WorkspaceScope scope, String id) {
        return database.select(columns)
                .from(EVAL_AGENT)
                .join(EVAL_AGENT_TOKEN)
                .on(EVAL_AGENT_TOKEN.ID.eq(EVAL_AGENT.TOKEN_ID))
                .where(isVisibleTo(scope))
                .and(EVAL_AGENT.ID.eq(id))
                .fetchOptional(this::evalAgent)
                .orElseThrow(() -> new NotFoundException(ProblemCode.EVAL_AGENT_NOT_FOUND, "eval agent"));
    }

    private static Fleet fleet(Principal.EvalAgent token) {
        return token.publicFleet() ? Fleet.PUBLIC : Fleet.WORKSPACE;
    }

    private static Condition isVisibleTo(WorkspaceScope scope) {
        return EVAL_AGENT.FLEET.eq(DSL.inline(Fleet.PUBLIC.name())).or(EVAL_AGENT.WORKSPACE_ID.eq(scope.value()));
    }

    private EvalAgent evalAgent(Record row) {
        return new EvalAgent(
                row.get(EVAL_AGENT.ID),
                row.get(EVAL_AGENT.NAME),
                row.get(EVAL_AGENT.REGION),
                Fleet.valueOf(row.get(EVAL_AGENT.FLEET)),
                EvalAgentState.valueOf(row.get(state)),
                row.get(EVAL_AGENT.TOKEN_ID),
                row.get(EVAL_AGENT.VERSION),
                row.get(EVAL_AGENT.CREATED_AT),
                row.get(EVAL_AGENT_TOKEN.EXPIRES_AT),
                row.get(EVAL_AGENT.LAST_SEEN_AT),
                row.get(EVAL_AGENT.LAST_JOB_AT));
    }
}
