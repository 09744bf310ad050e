package io.vox.server.identity.user;

import static io.vox.server.schema.Tables.APP_USER;
import static io.vox.server.schema.Tables.USER_IDENTITY;

import io.micronaut.data.exceptions.DataAccessException;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.schema.tables.records.AppUserRecord;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.UpdateSetMoreStep;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Changes of accounts, each of what it is about and nothing else, so that two at once do not undo one another. Used within
 * transactions. Thread-safe.
 */
@Singleton
public class UserChanges {
    private static final String UNIQUE_VIOLATION = "23505";

    private final DSLContext database;
    private final UserRepository users;
    private final Clock clock;

    UserChanges(DSLContext database, UserRepository users, Clock clock) {
        this.database = database;
        this.users = users;
        this.clock = clock;
    }

    /**
     * Adds an account.
     *
     * @throws ConflictException if there is one with its address, be it since a moment ago
     */
    public User add(User user) {
        try {
            return users.save(user);
        } catch (DataAccessException e) {
            if (e.getCause() instanceof SQLException cause && UNIQUE_VIOLATION.equals(cause.getSQLState())) {
                throw taken();
            }
            throw e;
        }
    }

    /** Returns what is thrown when an address has an account. */
    public static ConflictException taken() {
        return new ConflictException(ProblemCode.EMAIL_TAKEN, "There is an account with this address already.");
    }

    /** Has other transactions that lock the account wait until this one ends. */
    public void lock(UserId id) {
        database.select(APP_USER.ID)
                .from(APP_USER)
                .where(is(id))
                .forNoKeyUpdate()
                .fetch();
    }

    /** Puts an account that waits for it in use. Returns whether it did wait. */
    public boolean activate(UserId id, String passwordHash) {
        return change().set(APP_USER.PASSWORD_HASH, passwordHash)
                        .set(APP_USER.STATUS, UserStatus.ACTIVE.name())
                        .where(is(id))
                        .and(APP_USER.STATUS.eq(UserStatus.PENDING.name()))
                        .execute()
                == 1;
    }

    /** Sets a password and ends all access tokens. Returns whether the account was as it was read. */
    public boolean setPassword(User user, String passwordHash) {
        return change().set(APP_USER.PASSWORD_HASH, passwordHash)
                        .set(APP_USER.TOKEN_EPOCH, APP_USER.TOKEN_EPOCH.plus(1))
                        .where(isStill(user))
                        .execute()
                == 1;
    }

    /** Ends all access tokens. */
    public void endTokens(UserId id) {
        change().set(APP_USER.TOKEN_EPOCH, APP_USER.TOKEN_EPOCH.plus(1))
                .where(is(id))
                .execute();
    }

    /**
     * Changes names; null = stays.
     *
     * @throws ConflictException if the username is another's
     */
    public void rename(UserId id, @Nullable String name, @Nullable String username) {
        try {
            change().set(APP_USER.NAME, DSL.coalesce(DSL.val(name, APP_USER.NAME), APP_USER.NAME))
                    .set(APP_USER.USERNAME, DSL.coalesce(DSL.val(username, APP_USER.USERNAME), APP_USER.USERNAME))
                    .where(is(id))
                    .execute();
        } catch (IntegrityConstraintViolationException taken) {
            throw new ConflictException(
                    ProblemCode.USERNAME_TAKEN, "This username belongs to another account; choose another.");
        }
    }

    /** Sets the status, unless the account was deleted: nothing brings that back. */
    public void setStatus(UserId id, UserStatus status) {
        change().set(APP_USER.STATUS, status.name())
                .where(is(id))
                .and(APP_USER.STATUS.ne(UserStatus.DELETED.name()))
                .execute();
    }

    public void setStanding(UserId id, Standing standing) {
        change().set(APP_USER.STANDING, standing.name()).where(is(id)).execute();
    }

    /**
     * Notes that a session begins, which others that lock the account wait for. Returns whether the account was as it was read:
     * in use, and nothing ended its sessions.
     */
    public boolean noteLogIn(User user) {
        return database.update(APP_USER)
                        .set(APP_USER.LAST_LOG_IN_AT, Instant.now(clock))
                        .where(isStill(user))
                        .and(APP_USER.STATUS.eq(UserStatus.ACTIVE.name()))
                        .execute()
                == 1;
    }

    /** Overwrites what tells who the person is; the row stays for what refers to it (RES-49). */
    public void delete(UserId id) {
        database.deleteFrom(USER_IDENTITY)
                .where(USER_IDENTITY.USER_ID.eq(id.value()))
                .execute();
        String nobody = "deleted-" + id.value().substring(4);
        change().set(APP_USER.EMAIL, nobody + "@deleted.invalid")
                .set(APP_USER.USERNAME, nobody)
                .set(APP_USER.NAME, "Deleted user")
                .setNull(APP_USER.PASSWORD_HASH)
                .set(APP_USER.IS_ADMIN, false)
                .set(APP_USER.STANDING, Standing.MEMBER.name())
                .set(APP_USER.STATUS, UserStatus.DELETED.name())
                .set(APP_USER.TOKEN_EPOCH, APP_USER.TOKEN_EPOCH.plus(1))
                .where(is(id))
                .execute();
    }

    /** Whether there is an administrator but this one; locks them all, so that of two who go one stays. */
    public boolean hasOtherAdmin(UserId id) {
        return database
                .select(APP_USER.ID)
                .from(APP_USER)
                .where(APP_USER.IS_ADMIN)
                .and(APP_USER.STATUS.eq(UserStatus.ACTIVE.name()))
                .orderBy(APP_USER.ID)
                .forUpdate()
                .fetch(APP_USER.ID)
                .stream()
                .anyMatch(other -> !other.equals(id.value()));
    }

    private UpdateSetMoreStep<AppUserRecord> change() {
        return database.update(APP_USER).set(APP_USER.UPDATED_AT, Instant.now(clock));
    }

    private static Condition isStill(User user) {
        return is(user.id()).and(APP_USER.TOKEN_EPOCH.eq(user.tokenEpoch()));
    }

    private static Condition is(UserId id) {
        return APP_USER.ID.eq(id.value());
    }
}
