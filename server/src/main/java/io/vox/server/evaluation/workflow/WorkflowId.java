package io.vox.server.evaluation.workflow;

import io.vox.server.platform.id.Ulid;

/** Id of a workflow. */
public record WorkflowId(String value) {
    public WorkflowId {
        if (!Ulid.isId(Ulid.WORKFLOW, value)) {
            throw new IllegalArgumentException("not the id of a workflow");
        }
    }

    public static WorkflowId create() {
        return new WorkflowId(Ulid.create(Ulid.WORKFLOW));
    }

    @Override
    public String toString() {
        return value;
    }
}
