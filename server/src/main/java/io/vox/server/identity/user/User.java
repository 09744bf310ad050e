package io.vox.server.identity.user;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import io.vox.server.platform.access.Role;
import io.vox.server.platform.access.UserId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A person with an account.
 *
 * @param email in lower case, unique
 * @param passwordHash Argon2id in PHC form; null = none yet
 * @param admin whether the person runs the platform; given by setup only
 */
@MappedEntity("app_user")
public record User(
        @Id @TypeDef(type = DataType.STRING, converter = UserIdConverter.class)
        UserId id,

        String email,
        String name,
        @Nullable String passwordHash,
        Plan plan,
        Standing standing,
        @MappedProperty("is_admin") boolean admin,
        UserStatus status,
        Instant createdAt,
        Instant updatedAt) {
    public User {
        if (status == UserStatus.ACTIVE && passwordHash == null) {
            throw new IllegalArgumentException("nobody could sign in to this account");
        }
    }

    /** Returns an account that has to be activated. */
    public static User pending(String email, String name, Standing standing, Instant now) {
        return new User(
                UserId.create(),
                normalize(email),
                name,
                null,
                Plan.BASIC,
                standing,
                false,
                UserStatus.PENDING,
                now,
                now);
    }

    /** Returns the account of somebody who runs the platform. */
    public static User admin(String email, String name, String passwordHash, Instant now) {
        return new User(
                UserId.create(),
                normalize(email),
                name,
                passwordHash,
                Plan.BASIC,
                Standing.MEMBER,
                true,
                UserStatus.ACTIVE,
                now,
                now);
    }

    /** Returns an address in the form in which it is compared. */
    public static String normalize(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /** Returns what the person may do: the standing unless there is none, else the plan (VOX-USER-01). */
    public Role role() {
        return switch (standing) {
            case PRINCIPAL -> Role.PRINCIPAL;
            case FELLOW -> Role.FELLOW;
            case MEMBER -> plan == Plan.PREMIUM ? Role.PREMIUM : Role.BASIC;
        };
    }

    /**
     * Returns the account in use, with a password.
     *
     * @throws IllegalStateException if it does not wait for that
     */
    public User activate(String newPasswordHash, Instant now) {
        if (status != UserStatus.PENDING) {
            throw new IllegalStateException("the account is " + status);
        }
        return new User(id, email, name, newPasswordHash, plan, standing, admin, UserStatus.ACTIVE, createdAt, now);
    }
}
