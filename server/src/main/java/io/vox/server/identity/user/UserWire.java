package io.vox.server.identity.user;

import io.vox.api.model.UserRole;
import io.vox.api.model.UserStatus;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.Profile;
import java.time.ZoneOffset;

/** Users as the contract shows them. */
public final class UserWire {
    private UserWire() {}

    /** Returns a user without anything secret. */
    public static io.vox.api.model.User of(User user) {
        return new io.vox.api.model.User(
                user.id().value(),
                user.email(),
                user.username(),
                user.name(),
                UserRole.valueOf(user.role().name()),
                user.admin(),
                UserStatus.valueOf(user.status().name()),
                user.createdAt().atOffset(ZoneOffset.UTC));
    }

    /** Returns the user who asks. */
    public static io.vox.api.model.User of(Principal.User user) {
        Profile profile = user.profile();
        return new io.vox.api.model.User(
                user.id().value(),
                profile.email(),
                profile.username(),
                profile.name(),
                UserRole.valueOf(user.role().name()),
                user.admin(),
                UserStatus.ACTIVE,
                profile.createdAt().atOffset(ZoneOffset.UTC));
    }
}
