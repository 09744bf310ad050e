package io.vox.server.evaluation.run;

import static io.vox.server.schema.Tables.RUN;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.evaluation.evalset.EvalSet;
import io.vox.server.evaluation.job.Job;
import io.vox.server.evaluation.job.JobService;
import io.vox.server.evaluation.job.NewJob;
import io.vox.server.evaluation.region.RegionService;
import io.vox.server.evaluation.workflow.Workflow;
import io.vox.server.platform.access.Policy;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.ForbiddenException;
import io.vox.server.platform.problem.InvalidRequestException;
import io.vox.server.platform.problem.LimitReachedException;
import io.vox.server.platform.problem.NotFoundException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.schema.tables.records.RunRecord;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Makes runs with their jobs, and finds them. Thread-safe. */
@Singleton
public class RunService {
    private static final Duration FARTHEST_AHEAD = Duration.ofDays(366);

    private final DSLContext database;
    private final Clock clock;
    private final Policy policy;
    private final RegionService regions;
    private final RunItems items;
    private final WaitingJobs waiting;
    private final JobService jobs;

    RunService(
            DSLContext database,
            Clock clock,
            Policy policy,
            RegionService regions,
            RunItems items,
            WaitingJobs waiting,
            JobService jobs) {
        this.database = database;
        this.clock = clock;
        this.policy = policy;
        this.regions = regions;
        this.items = items;
        this.waiting = waiting;
        this.jobs = jobs;
    }

    /**
     * Makes a run with a job for each region, and whatever is to be made with it: all of it, or nothing.
     *
     * @throws InvalidRequestException if it is too far ahead
     * @throws NotFoundException if a region, workflow, eval set, provider or project is not there
     * @throws ConflictException if a region takes no new jobs, there is a provider with the name of the new one, or a secret
     *     is missing
     * @throws ForbiddenException if the plan does not include private items, and one is private, or the workflow needs secrets
     *     of another workspace
     * @throws LimitReachedException if the project of the new workflow holds as many as it may, or too many jobs would wait
     */
    @Transactional
    Run create(Principal.User user, NewRun wanted) {
        WorkspaceScope scope = WorkspaceScope.of(user);
        Instant runAt = future(wanted.runAt());
        regions.requireActive(wanted.regions());
        waiting.require(user, wanted.regions().size());
        Workflow workflow = items.workflow(user, wanted.workflow());
        items.requireSecrets(user, workflow);
        EvalSet evalSet = items.evalSet(user, wanted.evalSet());
        boolean isPublic =
                workflow.publication().isPublic() && evalSet.publication().isPublic();
        if (!isPublic) {
            // What was made private by a plan that ended stays so, but is run no more (RES-41).
            policy.requirePrivate(user);
        }
        RunId id = RunId.create();
        database.insertInto(RUN)
                .set(RUN.ID, id.value())
                .set(RUN.WORKSPACE_ID, scope.value())
                .set(RUN.CREATED_BY, user.id().value())
                .execute();
        jobs.create(IntStream.range(0, wanted.regions().size())
                .mapToObj(i -> new NewJob(
                        scope.workspaceId(),
                        id.value(),
                        i + 1,
                        workflow.id().value(),
                        workflow.version().id().value(),
                        evalSet.id().value(),
                        evalSet.version().id().value(),
                        workflow.version().provider(),
                        wanted.regions().get(i),
                        wanted.priority(),
                        runAt,
                        isPublic,
                        workflow.publication().mainline()
                                && evalSet.publication().mainline(),
                        user.role(),
                        user.id()))
                .toList());
        return get(scope, id);
    }

    /**
     * Returns a run.
     *
     * @throws NotFoundException if there is none, or it is another workspace's
     */
    Run get(WorkspaceScope scope, RunId id) {
        return database.selectFrom(RUN)
                .where(RUN.WORKSPACE_ID.eq(scope.value()))
                .and(RUN.ID.eq(id.value()))
                .fetchOptional(row -> run(row, jobs.findByRun(scope, List.of(id.value()))))
                .orElseThrow(() -> new NotFoundException(ProblemCode.RUN_NOT_FOUND, "run"));
    }

    /** Lists the newest first. */
    Page<Run> list(WorkspaceScope scope, PageRequest request) {
        Page<RunRecord> page = request.page(
                database.selectFrom(RUN)
                        .where(RUN.WORKSPACE_ID.eq(scope.value()))
                        .and(request.below(RUN.ID))
                        .orderBy(RUN.ID.desc())
                        .limit(request.rows())
                        .fetch(),
                RunRecord::getId);
        Map<String, List<Job>> found =
                jobs.findByRun(scope, page.data().stream().map(RunRecord::getId).toList());
        return page.map(row -> run(row, found));
    }

    /** What is past would overtake what has waited for longer, so it is as if it were not given. */
    private @Nullable Instant future(@Nullable Instant runAt) {
        Instant now = Instant.now(clock);
        if (runAt == null || !runAt.isAfter(now)) {
            return null;
        }
        if (runAt.isAfter(now.plus(FARTHEST_AHEAD))) {
            throw new InvalidRequestException("/runAt", "is more than 366 days ahead");
        }
        return runAt;
    }

    private static Run run(RunRecord row, Map<String, List<Job>> jobs) {
        return new Run(
                new RunId(row.getId()),
                jobs.getOrDefault(row.getId(), List.of()),
                row.getCreatedBy(),
                row.getCreatedAt());
    }
}
