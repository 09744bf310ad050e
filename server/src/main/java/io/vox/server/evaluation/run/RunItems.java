package io.vox.server.evaluation.run;

import io.vox.server.evaluation.evalset.EvalSet;
import io.vox.server.evaluation.evalset.EvalSetService;
import io.vox.server.evaluation.provider.ProviderId;
import io.vox.server.evaluation.provider.ProviderService;
import io.vox.server.evaluation.steps.StepSecrets;
import io.vox.server.evaluation.workflow.Workflow;
import io.vox.server.evaluation.workflow.WorkflowService;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.ForbiddenException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.vault.Vault;
import jakarta.inject.Singleton;
import java.util.Set;

/** Finds what is to be run, or makes it, within the caller's transaction. Thread-safe. */
@Singleton
class RunItems {
    private final ProviderService providers;
    private final WorkflowService workflows;
    private final EvalSetService evalSets;
    private final Vault vault;

    RunItems(ProviderService providers, WorkflowService workflows, EvalSetService evalSets, Vault vault) {
        this.providers = providers;
        this.workflows = workflows;
        this.evalSets = evalSets;
        this.vault = vault;
    }

    Workflow workflow(Principal.User user, WorkflowChoice choice) {
        return switch (choice) {
            case WorkflowChoice.Stored stored -> workflows.get(WorkspaceScope.of(user), stored.id());
            case WorkflowChoice.Inline inline ->
                workflows.create(user, inline.with(providerId(user, inline.provider())), "/workflow");
        };
    }

    EvalSet evalSet(Principal.User user, EvalSetChoice choice) {
        return switch (choice) {
            case EvalSetChoice.Stored stored -> evalSets.get(WorkspaceScope.of(user), stored.id());
            case EvalSetChoice.Inline inline -> evalSets.create(user, inline.evalSet(), "/evalSet");
        };
    }

    /**
     * Refuses a workflow whose secrets would not be there.
     *
     * @throws ForbiddenException if it is another workspace's: its secrets are nobody else's
     * @throws ConflictException if the workspace lacks one of them
     */
    void requireSecrets(Principal.User user, Workflow workflow) {
        Set<String> names = StepSecrets.named(workflow.version().stepsYaml());
        if (names.isEmpty()) {
            return;
        }
        if (!workflow.workspaceId().equals(user.workspaceId())) {
            throw new ForbiddenException(
                    ProblemCode.WORKFLOW_NEEDS_SECRETS,
                    "The workflow needs secrets that only its own workspace has; make one like it.");
        }
        Set<String> there = vault.names(WorkspaceScope.of(user));
        names.stream().filter(name -> !there.contains(name)).findFirst().ifPresent(name -> {
            throw new ConflictException(
                    ProblemCode.SECRET_MISSING,
                    "The workflow needs the secret " + name + ", which the workspace does not have.");
        });
    }

    private ProviderId providerId(Principal.User user, ProviderChoice choice) {
        return switch (choice) {
            case ProviderChoice.Stored stored -> stored.id();
            case ProviderChoice.Inline inline ->
                providers.create(user, inline.provider()).id();
        };
    }
}
