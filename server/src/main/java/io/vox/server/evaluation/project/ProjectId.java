package io.vox.server.evaluation.project;

import io.vox.server.platform.id.Ulid;

/** Id of a project. */
public record ProjectId(String value) {
    public ProjectId {
        if (!Ulid.isId(Ulid.PROJECT, value)) {
            throw new IllegalArgumentException("not the id of a project");
        }
    }

    public static ProjectId create() {
        return new ProjectId(Ulid.create(Ulid.PROJECT));
    }

    @Override
    public String toString() {
        return value;
    }
}
