package io.vox.server.evaluation.run;

import io.vox.server.evaluation.evalset.EvalSet;
import io.vox.server.evaluation.evalset.EvalSetService;
import io.vox.server.evaluation.provider.ProviderId;
import io.vox.server.evaluation.provider.ProviderService;
import io.vox.server.evaluation.workflow.Workflow;
import io.vox.server.evaluation.workflow.WorkflowService;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.WorkspaceScope;
import jakarta.inject.Singleton;

/** Finds what is to be run, or makes it, within the caller's transaction. Thread-safe. */
@Singleton
class RunItems {
    private final ProviderService providers;
    private final WorkflowService workflows;
    private final EvalSetService evalSets;

    RunItems(ProviderService providers, WorkflowService workflows, EvalSetService evalSets) {
        this.providers = providers;
        this.workflows = workflows;
        this.evalSets = evalSets;
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

    private ProviderId providerId(Principal.User user, ProviderChoice choice) {
        return switch (choice) {
            case ProviderChoice.Stored stored -> stored.id();
            case ProviderChoice.Inline inline ->
                providers.create(user, inline.provider()).id();
        };
    }
}
