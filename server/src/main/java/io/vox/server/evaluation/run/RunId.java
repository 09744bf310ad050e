package io.vox.server.evaluation.run;

import io.vox.server.platform.id.Ulid;

/** Id of a run. */
public record RunId(String value) {
    public RunId {
        if (!Ulid.isId(Ulid.RUN, value)) {
            throw new IllegalArgumentException("not the id of a run");
        }
    }

    public static RunId create() {
        return new RunId(Ulid.create(Ulid.RUN));
    }

    @Override
    public String toString() {
        return value;
    }
}
