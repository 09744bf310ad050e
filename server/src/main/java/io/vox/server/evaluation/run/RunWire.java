package io.vox.server.evaluation.run;

import io.vox.api.model.InlineWorkflow;
import io.vox.api.model.RunList;
import io.vox.server.evaluation.evalset.EvalSetId;
import io.vox.server.evaluation.evalset.EvalSetWire;
import io.vox.server.evaluation.job.JobWire;
import io.vox.server.evaluation.provider.ProviderId;
import io.vox.server.evaluation.provider.ProviderWire;
import io.vox.server.evaluation.publication.PublicationWire;
import io.vox.server.evaluation.workflow.WorkflowId;
import io.vox.server.evaluation.workflow.WorkflowWire;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.problem.InvalidRequestException;
import io.vox.server.platform.problem.ProblemDetail;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs as the contract shows them. */
final class RunWire {
    private static final int DEFAULT_PRIORITY = 50;

    private RunWire() {}

    /**
     * Reads what is to be run.
     *
     * @throws InvalidRequestException if of two ways to name a thing not exactly one is taken, or a region is named twice
     */
    static NewRun read(io.vox.api.model.NewRun run) {
        List<ProblemDetail> problems = new ArrayList<>();
        requireOne("/workflow", run.getWorkflow(), "workflowId", run.getWorkflowId(), problems);
        requireOne("/evalSet", run.getEvalSet(), "evalSetId", run.getEvalSetId(), problems);
        InlineWorkflow inline = run.getWorkflow();
        if (inline != null) {
            requireOne("/workflow/provider", inline.getProvider(), "providerId", inline.getProviderId(), problems);
        }
        requireEachOnce(run.getRegions(), problems);
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        return new NewRun(
                inline == null ? new WorkflowChoice.Stored(new WorkflowId(run.getWorkflowId())) : read(inline),
                run.getEvalSet() == null
                        ? new EvalSetChoice.Stored(new EvalSetId(run.getEvalSetId()))
                        : new EvalSetChoice.Inline(EvalSetWire.read(run.getEvalSet())),
                run.getRegions(),
                run.getPriority() == null ? DEFAULT_PRIORITY : run.getPriority(),
                run.getRunAt() == null ? null : run.getRunAt().toInstant());
    }

    static io.vox.api.model.Run of(Run run) {
        Instant finishedAt = run.finishedAt();
        return new io.vox.api.model.Run(
                run.id().value(),
                io.vox.api.model.RunStatus.valueOf(run.status().name()),
                run.jobs().stream().map(JobWire::of).toList(),
                run.createdBy(),
                run.createdAt().atOffset(ZoneOffset.UTC),
                finishedAt == null ? null : finishedAt.atOffset(ZoneOffset.UTC));
    }

    static RunList of(Page<Run> page) {
        return new RunList(page.map(RunWire::of).data(), page.nextCursor());
    }

    private static WorkflowChoice read(InlineWorkflow workflow) {
        return new WorkflowChoice.Inline(
                WorkflowWire.projectId(workflow.getProjectId()),
                workflow.getName(),
                workflow.getProvider() == null
                        ? new ProviderChoice.Stored(new ProviderId(workflow.getProviderId()))
                        : new ProviderChoice.Inline(ProviderWire.read(workflow.getProvider())),
                WorkflowWire.target(workflow.getTarget()),
                WorkflowWire.steps(workflow.getStepsYaml()),
                PublicationWire.read(workflow.getVisibility()));
    }

    private static void requireOne(
            String pointer, @Nullable Object inline, String other, @Nullable Object id, List<ProblemDetail> problems) {
        if (inline == null && id == null) {
            problems.add(new ProblemDetail(pointer, "is required, or " + other + " in its place"));
        } else if (inline != null && id != null) {
            problems.add(new ProblemDetail(pointer, "is given together with " + other + "; give one of the two"));
        }
    }

    private static void requireEachOnce(List<String> regions, List<ProblemDetail> problems) {
        Set<String> before = new HashSet<>();
        for (int i = 0; i < regions.size(); i++) {
            if (!before.add(regions.get(i))) {
                problems.add(new ProblemDetail("/regions/" + i, "is named before"));
            }
        }
    }
}
