package io.vox.server.platform.database;

import static io.vox.server.schema.Tables.APP_USER;
import static io.vox.server.schema.Tables.SETTING;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.identity.user.AccountOrigin;
import io.vox.server.identity.user.Standing;
import io.vox.server.identity.user.User;
import io.vox.server.identity.user.UserRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.JSONB;

/** A service that writes by Micronaut Data and by jOOQ. */
@Singleton
class TwoWriters {
    private final UserRepository users;
    private final DSLContext database;

    TwoWriters(UserRepository users, DSLContext database) {
        this.users = users;
        this.database = database;
    }

    /** Returns whether each saw what the other wrote. */
    @Transactional
    boolean write(String name, boolean fail) {
        User user = users.save(User.pending(name + "@vox.example", name, Standing.MEMBER, AccountOrigin.ADMIN, Instant.now()));
        database.insertInto(SETTING)
                .set(SETTING.KEY, name)
                .set(SETTING.VALUE, JSONB.valueOf("1"))
                .execute();
        boolean seen = database.fetchExists(APP_USER, APP_USER.ID.eq(user.id().value()));
        if (fail) {
            throw new IllegalStateException("told to fail");
        }
        return seen;
    }
}
