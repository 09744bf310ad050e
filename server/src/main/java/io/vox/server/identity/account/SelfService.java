package io.vox.server.identity.account;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.identity.key.ApiKeyService;
import io.vox.server.identity.session.SessionService;
import io.vox.server.identity.user.PersonalWorkspaces;
import io.vox.server.identity.user.UserChanges;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.audit.AuditLog;
import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.ForbiddenException;
import io.vox.server.platform.problem.ProblemCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people do with their own accounts. */
@Singleton
public class SelfService {
    /** After that, whoever sits there may be somebody else. */
    private static final Duration FRESH = Duration.ofMinutes(15);

    /** Names by which somebody would be taken for us. */
    private static final Pattern RESERVED = Pattern.compile(
            "(admin|administrator|root|system|sysadmin|support|help|security|abuse|staff|official|moderator|postmaster|vox)"
                    + "(-.*)?|deleted-.*");

    private final UserChanges changes;
    private final PersonalWorkspaces workspaces;
    private final SessionService sessions;
    private final ApiKeyService keys;
    private final AuditLog audit;
    private final Clock clock;

    SelfService(
            UserChanges changes,
            PersonalWorkspaces workspaces,
            SessionService sessions,
            ApiKeyService keys,
            AuditLog audit,
            Clock clock) {
        this.changes = changes;
        this.workspaces = workspaces;
        this.sessions = sessions;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Changes names.
     *
     * @throws ConflictException if the username is another's
     */
    @Transactional
    public void rename(Principal.User principal, Names names) {
        if (names.username() != null && RESERVED.matcher(names.username()).matches()) {
            throw new ConflictException(ProblemCode.USERNAME_TAKEN, "This username belongs to nobody; choose another.");
        }
        changes.rename(
                principal.id(), names.name() == null ? null : names.name().strip(), names.username());
    }

    /**
     * Ends the account: nothing of the person is left but what others need, without a name.
     *
     * @throws ForbiddenException if the person did not log in a moment ago
     * @throws ConflictException if nobody else runs the platform
     */
    @Transactional
    public void delete(Principal.User principal) {
        if (!(principal.proof() instanceof Principal.Session session)
                || session.since().plus(FRESH).isBefore(Instant.now(clock))) {
            throw new ForbiddenException(
                    ProblemCode.LOGIN_TOO_OLD, "Log in again, then delete the account within 15 minutes.");
        }
        if (principal.admin() && !changes.hasOtherAdmin(principal.id())) {
            throw new ConflictException(ProblemCode.LAST_ADMIN, "You are the only administrator of this server.");
        }
        sessions.endAll(principal.id());
        keys.endAll(principal.id());
        changes.delete(principal.id());
        workspaces.forget(principal.id());
        audit.record(AuditLog.Entry.of("user.deleted", principal.id().value()));
    }

    /** What to be called; null = stays. */
    public record Names(@Nullable String name, @Nullable String username) {}
}
