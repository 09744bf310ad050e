package io.vox.server.evaluation.evalset;

import io.vox.server.platform.id.Ulid;

/** Id of an eval set. */
public record EvalSetId(String value) {
    public EvalSetId {
        if (!Ulid.isId(Ulid.EVAL_SET, value)) {
            throw new IllegalArgumentException("not the id of an eval set");
        }
    }

    public static EvalSetId create() {
        return new EvalSetId(Ulid.create(Ulid.EVAL_SET));
    }

    @Override
    public String toString() {
        return value;
    }
}
