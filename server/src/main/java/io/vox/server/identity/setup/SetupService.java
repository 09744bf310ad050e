package io.vox.server.identity.setup;

import static io.vox.server.schema.Tables.SETTING;

import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.identity.session.LinkTokens;
import io.vox.server.identity.session.PasswordHash;
import io.vox.server.identity.user.AccountOrigin;
import io.vox.server.identity.user.PersonalWorkspaces;
import io.vox.server.identity.user.Standing;
import io.vox.server.identity.user.User;
import io.vox.server.identity.user.UserRepository;
import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.problem.UnauthenticatedException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.JSONB;

/** Sets an installation up, once. */
@Singleton
class SetupService {
    private static final String COMPLETED = "setup.completed";
    private static final String SCOUT = "Scout";

    private final DSLContext database;
    private final InitCode initCode;
    private final UserRepository users;
    private final PersonalWorkspaces workspaces;
    private final Credentials credentials;
    private final ApplicationEventPublisher<SystemInitialized> events;
    private final Clock clock;

    SetupService(
            DSLContext database,
            InitCode initCode,
            UserRepository users,
            PersonalWorkspaces workspaces,
            Credentials credentials,
            ApplicationEventPublisher<SystemInitialized> events,
            Clock clock) {
        this.database = database;
        this.initCode = initCode;
        this.users = users;
        this.workspaces = workspaces;
        this.credentials = credentials;
        this.events = events;
        this.clock = clock;
    }

    /** Whether it was done, here or by another server on the same database. */
    boolean isCompleted() {
        return database.fetchExists(SETTING, SETTING.KEY.eq(COMPLETED));
    }

    /**
     * Makes the administrator, the Scout user and what other modules need.
     *
     * @throws UnauthenticatedException if the init code is wrong
     * @throws ConflictException if it was done before, or an address has an account, be it that of the two
     */
    @Transactional
    Outcome complete(NewSetup setup) {
        if (!initCode.matches(setup.initCode())) {
            throw new UnauthenticatedException(
                    ProblemCode.INIT_CODE_WRONG,
                    "The init code is wrong; it is in VOX_HOME/keys/init-code or in the server's environment.");
        }
        // The second of two at once waits here for the first, and then finds it done.
        if (database.insertInto(SETTING)
                        .set(SETTING.KEY, COMPLETED)
                        .set(SETTING.VALUE, JSONB.valueOf("true"))
                        .onConflictDoNothing()
                        .execute()
                == 0) {
            throw new ConflictException(ProblemCode.SETUP_ALREADY_COMPLETED, "This server was set up before.");
        }
        Instant now = Instant.now(clock);
        User admin = User.admin(
                setup.adminEmail(), setup.adminName(), credentials.passwords().hash(setup.adminPassword()), now);
        User scout = User.pending(setup.scoutEmail(), SCOUT, Standing.PRINCIPAL, AccountOrigin.SETUP, now);
        add(admin);
        add(scout);
        events.publishEvent(new SystemInitialized(admin.id()));
        return new Outcome(admin, scout, credentials.links().create(scout.id(), LinkTokens.Purpose.ACTIVATE));
    }

    private void add(User user) {
        if (users.findByEmail(user.email()).isPresent()) {
            throw new ConflictException(ProblemCode.EMAIL_TAKEN, "There is an account with this address already.");
        }
        users.save(user);
        workspaces.create(user);
    }

    /** What setup needs of sessions. */
    @Singleton
    record Credentials(PasswordHash passwords, LinkTokens links) {}

    /** What somebody asks for. */
    record NewSetup(String initCode, String adminEmail, String adminName, String adminPassword, String scoutEmail) {
        /** Never the secrets. */
        @Override
        public String toString() {
            return "NewSetup[" + adminEmail + ", " + scoutEmail + "]";
        }
    }

    /** What was made. */
    record Outcome(User admin, User scout, LinkTokens.LinkToken scoutActivation) {}
}
