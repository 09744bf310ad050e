package io.vox.server.evaluation.evalset;

import io.vox.server.platform.id.Ulid;

/** Id of a version of an eval set. */
public record EvalSetVersionId(String value) {
    public EvalSetVersionId {
        if (!Ulid.isId(Ulid.EVAL_SET_VERSION, value)) {
            throw new IllegalArgumentException("not the id of a version of an eval set");
        }
    }

    public static EvalSetVersionId create() {
        return new EvalSetVersionId(Ulid.create(Ulid.EVAL_SET_VERSION));
    }

    @Override
    public String toString() {
        return value;
    }
}
