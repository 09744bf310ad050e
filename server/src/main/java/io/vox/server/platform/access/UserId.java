package io.vox.server.platform.access;

import io.vox.server.platform.id.Ulid;

/** Id of a user. */
public record UserId(String value) {
    public UserId {
        if (!Ulid.isId(Ulid.USER, value)) {
            throw new IllegalArgumentException("not the id of a user");
        }
    }

    public static UserId create() {
        return new UserId(Ulid.create(Ulid.USER));
    }

    @Override
    public String toString() {
        return value;
    }
}
