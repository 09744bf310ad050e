package io.vox.server.evaluation.evalset;

import static io.vox.server.schema.Tables.EVAL_SET;
import static io.vox.server.schema.Tables.EVAL_SET_VERSION;
import static io.vox.server.schema.Tables.JOB;

import io.vox.server.evaluation.publication.Publication;
import io.vox.server.evaluation.publication.Visibility;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.impl.DSL;

/** Finds eval sets and their versions. Thread-safe. */
@Singleton
final class EvalSetQueries {
    private static final List<SelectField<?>> OF_EVAL_SET = List.of(
            EVAL_SET.ID,
            EVAL_SET.WORKSPACE_ID,
            EVAL_SET.NAME,
            EVAL_SET.VISIBILITY,
            EVAL_SET.MAINLINE,
            EVAL_SET.CREATED_AT,
            EVAL_SET.UPDATED_AT);

    private static final List<SelectField<?>> OF_VERSION = List.of(
            EVAL_SET_VERSION.ID,
            EVAL_SET_VERSION.EVAL_SET_ID,
            EVAL_SET_VERSION.NUMBER,
            EVAL_SET_VERSION.REPEATS,
            EVAL_SET_VERSION.SCENARIOS,
            EVAL_SET_VERSION.CREATED_AT);

    /** All but the scenarios, which may be megabytes. */
    private static final List<SelectField<?>> OF_SUMMARY = Stream.concat(
                    OF_EVAL_SET.stream(),
                    Stream.of(EVAL_SET_VERSION.ID, EVAL_SET_VERSION.NUMBER, EVAL_SET_VERSION.SCENARIO_COUNT))
            .toList();

    private final DSLContext database;
    private final StoredScenarios scenarios;

    EvalSetQueries(DSLContext database, StoredScenarios scenarios) {
        this.database = database;
        this.scenarios = scenarios;
    }

    /** Lists the newest first. */
    Page<EvalSetSummary> list(WorkspaceScope scope, EvalSetFilter filter, PageRequest request) {
        return request.page(
                database.select(OF_SUMMARY)
                        .from(EVAL_SET)
                        .join(EVAL_SET_VERSION)
                        .on(isNewest())
                        .where(filter.own() ? isOwn(scope) : isVisible(scope))
                        .and(filter.mainline() == null ? DSL.noCondition() : EVAL_SET.MAINLINE.eq(filter.mainline()))
                        .and(request.below(EVAL_SET.ID))
                        .orderBy(EVAL_SET.ID.desc())
                        .limit(request.rows())
                        .fetch(EvalSetQueries::summary),
                evalSet -> evalSet.id().value());
    }

    /** Finds what the workspace may see. */
    Optional<EvalSet> find(WorkspaceScope scope, EvalSetId id) {
        return database.select(
                        Stream.concat(OF_EVAL_SET.stream(), OF_VERSION.stream()).toList())
                .from(EVAL_SET)
                .join(EVAL_SET_VERSION)
                .on(isNewest())
                .where(isVisible(scope))
                .and(EVAL_SET.ID.eq(id.value()))
                .fetchOptional(this::evalSet);
    }

    /** Finds what the workspace may see and has all others wait who would change it, until the transaction ends. */
    Optional<EvalSet> lock(WorkspaceScope scope, EvalSetId id) {
        // Apart from reading it: after a wait, a join would look for the number that the row had before.
        return database.select(EVAL_SET.ID)
                .from(EVAL_SET)
                .where(isVisible(scope))
                .and(EVAL_SET.ID.eq(id.value()))
                .forNoKeyUpdate()
                .fetchOptional()
                .flatMap(locked -> find(scope, id));
    }

    /** Lists the versions of an eval set, newest first, whoever may see it. */
    Page<EvalSetVersion> versions(EvalSetId id, PageRequest request) {
        return request.page(
                database.select(OF_VERSION)
                        .from(EVAL_SET_VERSION)
                        .where(EVAL_SET_VERSION.EVAL_SET_ID.eq(id.value()))
                        .and(request.belowNumber(EVAL_SET_VERSION.NUMBER))
                        .orderBy(EVAL_SET_VERSION.NUMBER.desc())
                        .limit(request.rows())
                        .fetch(this::version),
                version -> Integer.toString(version.number()));
    }

    /** Finds a version of an eval set, whoever may see it. */
    Optional<EvalSetVersion> findVersion(EvalSetId id, EvalSetVersionId versionId) {
        return database.select(OF_VERSION)
                .from(EVAL_SET_VERSION)
                .where(EVAL_SET_VERSION.EVAL_SET_ID.eq(id.value()))
                .and(EVAL_SET_VERSION.ID.eq(versionId.value()))
                .fetchOptional(this::version);
    }

    /** Whether a job of the workspace ran the version. */
    boolean wasRun(WorkspaceScope scope, EvalSetId id, EvalSetVersionId versionId) {
        return database.fetchExists(
                JOB,
                JOB.WORKSPACE_ID
                        .eq(scope.value())
                        .and(JOB.EVAL_SET_ID.eq(id.value()))
                        .and(JOB.EVAL_SET_VERSION_ID.eq(versionId.value())));
    }

    private static Condition isOwn(WorkspaceScope scope) {
        return EVAL_SET.WORKSPACE_ID.eq(scope.value()).and(EVAL_SET.DELETED_AT.isNull());
    }

    private static Condition isVisible(WorkspaceScope scope) {
        return EVAL_SET.DELETED_AT
                .isNull()
                .and(EVAL_SET.VISIBILITY.eq(Visibility.PUBLIC.name()).or(EVAL_SET.WORKSPACE_ID.eq(scope.value())));
    }

    private static Condition isNewest() {
        return EVAL_SET_VERSION.EVAL_SET_ID.eq(EVAL_SET.ID).and(EVAL_SET_VERSION.NUMBER.eq(EVAL_SET.VERSION_NUMBER));
    }

    private EvalSet evalSet(Record row) {
        return new EvalSet(
                new EvalSetId(row.get(EVAL_SET.ID)),
                new WorkspaceId(row.get(EVAL_SET.WORKSPACE_ID)),
                row.get(EVAL_SET.NAME),
                publication(row),
                version(row),
                row.get(EVAL_SET.CREATED_AT),
                row.get(EVAL_SET.UPDATED_AT));
    }

    private static EvalSetSummary summary(Record row) {
        return new EvalSetSummary(
                new EvalSetId(row.get(EVAL_SET.ID)),
                new WorkspaceId(row.get(EVAL_SET.WORKSPACE_ID)),
                row.get(EVAL_SET.NAME),
                publication(row),
                new EvalSetVersionId(row.get(EVAL_SET_VERSION.ID)),
                row.get(EVAL_SET_VERSION.NUMBER),
                row.get(EVAL_SET_VERSION.SCENARIO_COUNT),
                row.get(EVAL_SET.CREATED_AT),
                row.get(EVAL_SET.UPDATED_AT));
    }

    private EvalSetVersion version(Record row) {
        return new EvalSetVersion(
                new EvalSetVersionId(row.get(EVAL_SET_VERSION.ID)),
                new EvalSetId(row.get(EVAL_SET_VERSION.EVAL_SET_ID)),
                row.get(EVAL_SET_VERSION.NUMBER),
                new EvalSetContent(
                        row.get(EVAL_SET_VERSION.REPEATS), scenarios.read(row.get(EVAL_SET_VERSION.SCENARIOS))),
                row.get(EVAL_SET_VERSION.CREATED_AT));
    }

    private static Publication publication(Record row) {
        return new Publication(Visibility.valueOf(row.get(EVAL_SET.VISIBILITY)), row.get(EVAL_SET.MAINLINE));
    }
}
