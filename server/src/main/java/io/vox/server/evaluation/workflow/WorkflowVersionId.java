package io.vox.server.evaluation.workflow;

import io.vox.server.platform.id.Ulid;

/** Id of a version of a workflow. */
public record WorkflowVersionId(String value) {
    public WorkflowVersionId {
        if (!Ulid.isId(Ulid.WORKFLOW_VERSION, value)) {
            throw new IllegalArgumentException("not the id of a version of a workflow");
        }
    }

    public static WorkflowVersionId create() {
        return new WorkflowVersionId(Ulid.create(Ulid.WORKFLOW_VERSION));
    }

    @Override
    public String toString() {
        return value;
    }
}
