package io.vox.server.evaluation.result;

import io.vox.server.platform.id.Ulid;

/** Id of a result. */
record ResultId(String value) {
    ResultId {
        if (!Ulid.isId(Ulid.RESULT, value)) {
            throw new IllegalArgumentException("not the id of a result");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
