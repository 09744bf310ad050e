package io.vox.server.platform.access;

import io.vox.server.platform.id.Ulid;

/** Id of a workspace. */
public record WorkspaceId(String value) {
    public WorkspaceId {
        if (!Ulid.isId(Ulid.WORKSPACE, value)) {
            throw new IllegalArgumentException("not the id of a workspace");
        }
    }

    public static WorkspaceId create() {
        return new WorkspaceId(Ulid.create(Ulid.WORKSPACE));
    }

    @Override
    public String toString() {
        return value;
    }
}
