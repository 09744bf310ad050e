package io.vox.server.evaluation.evalset;

import static io.vox.server.schema.Tables.EVAL_SET;
import static io.vox.server.schema.Tables.EVAL_SET_VERSION;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.evaluation.publication.Publication;
import io.vox.server.evaluation.publication.Visibility;
import io.vox.server.evaluation.steps.StepsCheck;
import io.vox.server.evaluation.steps.StepsText;
import io.vox.server.evaluation.steps.StepsUse;
import io.vox.server.platform.access.Policy;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.database.DatabaseClock;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.ForbiddenException;
import io.vox.server.platform.problem.InvalidRequestException;
import io.vox.server.platform.problem.NotFoundException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.problem.ProblemDetail;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Makes, changes and finds eval sets. Thread-safe. */
@Singleton
public class EvalSetService {
    private static final String KIND = "eval set";
    private static final int MOST_VERSIONS_OF_A_PAGE = 20;

    private final DSLContext database;
    private final EvalSetQueries queries;
    private final StoredScenarios scenarios;
    private final Policy policy;
    private final StepsCheck steps;

    EvalSetService(
            DSLContext database, EvalSetQueries queries, StoredScenarios scenarios, Policy policy, StepsCheck steps) {
        this.database = database;
        this.queries = queries;
        this.scenarios = scenarios;
        this.policy = policy;
        this.steps = steps;
    }

    Page<EvalSetSummary> list(WorkspaceScope scope, EvalSetFilter filter, PageRequest request) {
        return queries.list(scope, filter, request);
    }

    /**
     * Returns an eval set.
     *
     * @throws NotFoundException if there is none, or it is deleted, or another workspace's and private
     */
    public EvalSet get(WorkspaceScope scope, EvalSetId id) {
        return queries.find(scope, id).orElseThrow(EvalSetService::notFound);
    }

    /**
     * Makes an eval set in the user's workspace. Joins the caller's transaction.
     *
     * @param pointer where it stands in the request, for problems: {@code ""} or {@code "/evalSet"}
     * @throws ForbiddenException if it is to be private, and the plan has none
     * @throws InvalidRequestException if two scenarios have one name
     */
    @Transactional
    public EvalSet create(Principal.User user, NewEvalSet evalSet, String pointer) {
        if (evalSet.visibility() == Visibility.PRIVATE) {
            policy.requirePrivate(user);
        }
        WorkspaceScope scope = WorkspaceScope.of(user);
        check(evalSet.content(), pointer);
        EvalSetId id = EvalSetId.create();
        database.insertInto(EVAL_SET)
                .set(EVAL_SET.ID, id.value())
                .set(EVAL_SET.WORKSPACE_ID, scope.value())
                .set(EVAL_SET.NAME, evalSet.name())
                .set(EVAL_SET.VISIBILITY, evalSet.visibility().name())
                .set(EVAL_SET.CREATED_BY, user.id().value())
                .execute();
        addVersion(scope, id, 1, evalSet.content(), user.id());
        return get(scope, id);
    }

    /**
     * Changes an eval set, with a new version if it is to say something else.
     *
     * @param ifMatch the state that the change is based on; null = whatever it is
     * @throws NotFoundException if there is none
     * @throws ForbiddenException if it is another workspace's
     * @throws InvalidRequestException if two scenarios have one name
     * @throws ConflictException if it was changed since
     */
    @Transactional
    EvalSet update(Principal.User user, EvalSetId id, EvalSetUpdate update, @Nullable String ifMatch) {
        WorkspaceScope scope = WorkspaceScope.of(user);
        EvalSet before = lockOwn(user, id, ifMatch);
        boolean changed = !update.content().equals(before.version().content());
        if (!changed && update.name().equals(before.name())) {
            return before;
        }
        int number = before.version().number();
        Publication publication = before.publication();
        if (changed) {
            check(update.content(), "");
            number++;
            addVersion(scope, id, number, update.content(), user.id());
            publication = publication.afterChange(policy.mayCurateMainline(user));
        }
        database.update(EVAL_SET)
                .set(EVAL_SET.NAME, update.name())
                .set(EVAL_SET.MAINLINE, publication.mainline())
                .set(EVAL_SET.VERSION_NUMBER, number)
                .set(EVAL_SET.UPDATED_AT, DatabaseClock.NOW)
                .where(EVAL_SET.ID.eq(id.value()))
                .execute();
        return get(scope, id);
    }

    /**
     * Hides an eval set for good. Its jobs stay.
     *
     * @param ifMatch the state that the change is based on; null = whatever it is
     * @throws NotFoundException if there is none
     * @throws ForbiddenException if it is another workspace's
     * @throws ConflictException if it was changed since
     */
    @Transactional
    void delete(Principal.User user, EvalSetId id, @Nullable String ifMatch) {
        lockOwn(user, id, ifMatch);
        database.update(EVAL_SET)
                .set(EVAL_SET.DELETED_AT, DatabaseClock.NOW)
                .where(EVAL_SET.ID.eq(id.value()))
                .execute();
    }

    /**
     * Lets all see an eval set, or only its workspace.
     *
     * @param ifMatch the state that the change is based on; null = whatever it is
     * @throws NotFoundException if there is none
     * @throws ForbiddenException if it is another workspace's, or is to be private, and the plan has none
     * @throws ConflictException if it was changed since, or is mainline and to be private
     */
    @Transactional
    EvalSet setVisibility(Principal.User user, EvalSetId id, Visibility visibility, @Nullable String ifMatch) {
        EvalSet before = lockOwn(user, id, ifMatch);
        if (visibility == Visibility.PRIVATE) {
            policy.requirePrivate(user);
        }
        return publish(user, before, before.publication().with(visibility));
    }

    /**
     * Puts an eval set of whatever workspace into the benchmark, or takes it out.
     *
     * @param ifMatch the state that the change is based on; null = whatever it is
     * @throws NotFoundException if there is none
     * @throws ForbiddenException if the user is no curator
     * @throws ConflictException if it was changed since, or is private
     */
    @Transactional
    EvalSet setMainline(Principal.User user, EvalSetId id, boolean mainline, @Nullable String ifMatch) {
        EvalSet before = lock(user, id);
        policy.requireCurator(user);
        before.tag().requireIn(ifMatch, KIND);
        return publish(user, before, before.publication().withMainline(mainline));
    }

    /**
     * Lists the newest versions first.
     *
     * @throws NotFoundException if there is no such eval set
     */
    Page<EvalSetVersion> versions(WorkspaceScope scope, EvalSetId id, PageRequest request) {
        get(scope, id);
        return queries.versions(id, request.atMost(MOST_VERSIONS_OF_A_PAGE));
    }

    /**
     * Returns a version; what a job of the workspace ran, also when the eval set is deleted or private by now.
     *
     * @throws NotFoundException if there is no such eval set, or it has no such version
     */
    EvalSetVersion getVersion(WorkspaceScope scope, EvalSetId id, EvalSetVersionId versionId) {
        if (queries.find(scope, id).isEmpty() && !queries.wasRun(scope, id, versionId)) {
            throw notFound();
        }
        return queries.findVersion(id, versionId)
                .orElseThrow(() -> new NotFoundException(ProblemCode.VERSION_NOT_FOUND, "version"));
    }

    private EvalSet lock(Principal.User user, EvalSetId id) {
        return queries.lock(WorkspaceScope.of(user), id).orElseThrow(EvalSetService::notFound);
    }

    private EvalSet lockOwn(Principal.User user, EvalSetId id, @Nullable String ifMatch) {
        EvalSet evalSet = lock(user, id);
        policy.requireOwner(user, evalSet.workspaceId());
        evalSet.tag().requireIn(ifMatch, KIND);
        return evalSet;
    }

    private void check(EvalSetContent content, String pointer) {
        List<ProblemDetail> repeated = new ArrayList<>();
        List<StepsText> texts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < content.scenarios().size(); i++) {
            EvalScenario scenario = content.scenarios().get(i);
            String place = pointer + "/scenarios/" + i;
            if (!names.add(scenario.name())) {
                repeated.add(new ProblemDetail(place + "/name", "is the name of a scenario before"));
            }
            texts.add(new StepsText(place + "/stepsYaml", scenario.stepsYaml(), StepsUse.TALK));
        }
        if (!repeated.isEmpty()) {
            throw new InvalidRequestException(repeated);
        }
        steps.require(texts);
    }

    private void addVersion(WorkspaceScope scope, EvalSetId id, int number, EvalSetContent content, UserId createdBy) {
        database.insertInto(EVAL_SET_VERSION)
                .set(EVAL_SET_VERSION.ID, EvalSetVersionId.create().value())
                .set(EVAL_SET_VERSION.WORKSPACE_ID, scope.value())
                .set(EVAL_SET_VERSION.EVAL_SET_ID, id.value())
                .set(EVAL_SET_VERSION.NUMBER, number)
                .set(EVAL_SET_VERSION.REPEATS, content.repeats())
                .set(EVAL_SET_VERSION.SCENARIOS, scenarios.write(content.scenarios()))
                .set(EVAL_SET_VERSION.CREATED_BY, createdBy.value())
                .execute();
    }

    private EvalSet publish(Principal.User user, EvalSet before, Publication after) {
        if (after.equals(before.publication())) {
            return before;
        }
        database.update(EVAL_SET)
                .set(EVAL_SET.VISIBILITY, after.visibility().name())
                .set(EVAL_SET.MAINLINE, after.mainline())
                .set(EVAL_SET.UPDATED_AT, DatabaseClock.NOW)
                .where(EVAL_SET.ID.eq(before.id().value()))
                .execute();
        return get(WorkspaceScope.of(user), before.id());
    }

    private static NotFoundException notFound() {
        return new NotFoundException(ProblemCode.EVAL_SET_NOT_FOUND, KIND);
    }
}
