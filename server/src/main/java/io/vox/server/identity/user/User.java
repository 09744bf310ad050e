package io.vox.server.identity.user;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import io.vox.server.platform.access.Role;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.secret.RandomToken;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A person with an account.
 *
 * @param email in lower case, unique
 * @param username for addresses, unique
 * @param passwordHash Argon2id in PHC form; null = none, or none yet
 * @param admin whether the person runs the platform; given by setup only
 * @param tokenEpoch access tokens of another epoch are refused
 */
@MappedEntity("app_user")
public record User(
        @Id @TypeDef(type = DataType.STRING, converter = UserIdConverter.class)
        UserId id,

        String email,
        String username,
        String name,
        @Nullable String passwordHash,
        Plan plan,
        Standing standing,
        @MappedProperty("is_admin") boolean admin,
        UserStatus status,
        AccountOrigin origin,
        int tokenEpoch,
        Instant createdAt,
        Instant updatedAt) {
    private static final Pattern NOT_IN_USERNAME = Pattern.compile("[^a-z0-9]+");
    private static final int LONGEST_PART = 24;
    private static final int SUFFIX = 6;

    /** Returns an account that has to be activated. */
    public static User pending(String email, String name, Standing standing, AccountOrigin origin, Instant now) {
        return create(email, name, null, standing, false, UserStatus.PENDING, origin, now);
    }

    /** Returns the account of somebody who registered and proved the address (VOX-USER-02). */
    public static User registered(String email, String name, String passwordHash, Instant now) {
        return create(
                email, name, passwordHash, Standing.MEMBER, false, UserStatus.ACTIVE, AccountOrigin.REGISTRATION, now);
    }

    /** Returns the account of somebody who signed in elsewhere. */
    public static User fromElsewhere(String email, String name, Instant now) {
        return create(email, name, null, Standing.MEMBER, false, UserStatus.ACTIVE, AccountOrigin.OIDC, now);
    }

    /** Returns the account of somebody who runs the platform. */
    public static User admin(String email, String name, String passwordHash, Instant now) {
        return create(email, name, passwordHash, Standing.MEMBER, true, UserStatus.ACTIVE, AccountOrigin.SETUP, now);
    }

    private static User create(
            String email,
            String name,
            @Nullable String passwordHash,
            Standing standing,
            boolean admin,
            UserStatus status,
            AccountOrigin origin,
            Instant now) {
        String normal = normalize(email);
        return new User(
                UserId.create(),
                normal,
                username(normal),
                name,
                passwordHash,
                Plan.BASIC,
                standing,
                admin,
                status,
                origin,
                0,
                now,
                now);
    }

    /** Returns an address in the form in which it is compared. */
    public static String normalize(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /** Returns a username that begins as the address does and is nobody else's; its owner may choose another. */
    public static String username(String email) {
        String part = NOT_IN_USERNAME
                .matcher(email.substring(0, Math.max(0, email.indexOf('@'))))
                .replaceAll("-")
                .replaceAll("^[^a-z]+", "");
        String begin = part.isEmpty() ? "user" : part.substring(0, Math.min(part.length(), LONGEST_PART));
        return begin
                + (begin.endsWith("-") ? "" : "-")
                + RandomToken.random(SUFFIX).toLowerCase(Locale.ROOT);
    }

    /** Returns what the person may do: the standing unless there is none, else the plan (VOX-USER-01). */
    public Role role() {
        return role(standing, plan);
    }

    /** Returns what somebody with that standing and plan may do. */
    public static Role role(Standing standing, Plan plan) {
        return switch (standing) {
            case PRINCIPAL -> Role.PRINCIPAL;
            case FELLOW -> Role.FELLOW;
            case MEMBER -> plan == Plan.PREMIUM ? Role.PREMIUM : Role.BASIC;
        };
    }

    /** Never the hash. */
    @Override
    public String toString() {
        return "User[" + id + "]";
    }
}
