package io.vox.server.identity.account;

import io.vox.server.identity.user.AccountOrigin;
import io.vox.server.identity.user.Plan;
import io.vox.server.identity.user.Standing;
import io.vox.server.identity.user.User;
import io.vox.server.identity.user.UserStatus;
import io.vox.server.platform.access.Role;
import io.vox.server.platform.access.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user as administrators see one.
 *
 * @param lastLogInAt null = never
 */
record Account(
        UserId id,
        String email,
        String username,
        String name,
        Plan plan,
        Standing standing,
        boolean admin,
        UserStatus status,
        AccountOrigin origin,
        @Nullable Instant lastLogInAt,
        Instant createdAt,
        Instant updatedAt) {
    Role role() {
        return User.role(standing, plan);
    }
}
