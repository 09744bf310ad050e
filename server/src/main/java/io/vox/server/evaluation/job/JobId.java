package io.vox.server.evaluation.job;

import io.vox.server.platform.id.Ulid;

/** Id of a job. */
public record JobId(String value) {
    public JobId {
        if (!Ulid.isId(Ulid.JOB, value)) {
            throw new IllegalArgumentException("not the id of a job");
        }
    }

    public static JobId create() {
        return new JobId(Ulid.create(Ulid.JOB));
    }

    @Override
    public String toString() {
        return value;
    }
}
