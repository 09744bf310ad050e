package io.vox.server.identity.session;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.identity.user.PersonalWorkspaces;
import io.vox.server.identity.user.User;
import io.vox.server.identity.user.UserChanges;
import io.vox.server.identity.user.UserRepository;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.audit.AuditLog;
import io.vox.server.platform.problem.ForbiddenException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.problem.UnauthenticatedException;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Begins, renews and ends sessions. */
@Singleton
public class SessionService {
    private final UserRepository users;
    private final UserChanges changes;
    private final PersonalWorkspaces workspaces;
    private final PasswordHash passwords;
    private final LogInGuard guard;
    private final Tokens tokens;
    private final AuditLog audit;

    SessionService(
            UserRepository users,
            UserChanges changes,
            PersonalWorkspaces workspaces,
            PasswordHash passwords,
            LogInGuard guard,
            Tokens tokens,
            AuditLog audit) {
        this.users = users;
        this.changes = changes;
        this.workspaces = workspaces;
        this.passwords = passwords;
        this.guard = guard;
        this.tokens = tokens;
        this.audit = audit;
    }

    /**
     * Signs in. Somebody unknown takes as long to refuse as a wrong password, and is told the same.
     *
     * @throws UnauthenticatedException if email or password is wrong
     * @throws ForbiddenException if the account is suspended, or not activated
     * @throws io.vox.server.platform.problem.RateLimitedException if there were too many wrong passwords
     */
    public SessionTokens logIn(String email, String password) {
        return begin(authenticate(email, password, false));
    }

    /**
     * Signs an administrator in (VOX-USER-16); all others are refused as if the password were wrong.
     *
     * @throws UnauthenticatedException if email or password is wrong, or is nobody's who runs the platform
     */
    public SessionTokens logInAdmin(String email, String password) {
        return begin(authenticate(email, password, true));
    }

    /** Returns a token that belongs to no session and cannot be renewed (VOX-KEY-09). Refuses as {@link #logIn} does. */
    public AccessTokens.AccessToken exchange(String email, String password) {
        User user = authenticate(email, password, false);
        guard.began(user.email());
        return tokens.access().issue(user, workspaces.of(user.id()));
    }

    private User authenticate(String email, String password, boolean asAdmin) {
        guard.check(email);
        User user = users.findByEmail(User.normalize(email)).orElse(null);
        boolean matches = passwords.matches(password, user == null ? null : user.passwordHash());
        boolean right = user != null && matches && (!asAdmin || user.admin());
        if (!guard.admits(email, right) || user == null) {
            noteFailure(user);
            throw credentialsWrong();
        }
        requireActive(user);
        return user;
    }

    /** Whether a password is the user's, for a user who is signed in and does something that matters. */
    public boolean isPassword(User user, String password) {
        guard.check(user.email());
        return guard.admits(user.email(), passwords.matches(password, user.passwordHash()));
    }

    /**
     * Begins a session of somebody who proved to be the user.
     *
     * @throws UnauthenticatedException if the account has changed since it was read, so that the proof may be worth nothing now
     */
    @Transactional
    public SessionTokens begin(User user) {
        if (!changes.noteLogIn(user)) {
            throw credentialsWrong();
        }
        guard.began(user.email());
        WorkspaceId workspaceId = workspaces.of(user.id());
        audit.record(
                user.id(),
                AuditLog.Entry.in(workspaceId, "session.begun", user.id().value()));
        return issue(user, tokens.refresh().begin(user.id(), workspaceId));
    }

    /** Notes a wrong password, for the owner of the account to see; takes as long where there is no account. */
    @Transactional
    void noteFailure(@Nullable User user) {
        if (user == null) {
            users.findById(UserId.create());
            audit.record(new AuditLog.Entry("session.refused", null, null, Map.of()));
        } else {
            audit.record(AuditLog.Entry.in(
                    workspaces.of(user.id()), "session.refused", user.id().value()));
        }
    }

    /**
     * Renews a session.
     *
     * @throws RefreshTokenInvalidException if the token is not valid; if it was used before, the session has ended
     */
    @Transactional(noRollbackFor = RefreshTokenInvalidException.class)
    public SessionTokens refresh(String token) {
        lockOwner(token);
        RefreshTokens.Session session = tokens.refresh().use(token).orElse(null);
        if (session == null) {
            tokens.refresh().revokeFamily(token);
            throw new RefreshTokenInvalidException();
        }
        User user = users.findById(session.userId()).orElseThrow(RefreshTokenInvalidException::new);
        requireActive(user);
        return issue(user, session);
    }

    /** Ends a session; nothing happens if there is none. */
    @Transactional
    public void logOut(String token) {
        lockOwner(token);
        tokens.refresh().revokeFamily(token);
    }

    /** Ends all sessions of a user, with the access tokens too. */
    @Transactional
    public void endAll(UserId userId) {
        changes.endTokens(userId);
        tokens.refresh().revokeAll(userId);
    }

    /**
     * Sets a password, ends all sessions and begins a new one.
     *
     * @throws UnauthenticatedException if the account has changed since it was read
     */
    @Transactional
    public SessionTokens changePassword(User user, String passwordHash) {
        if (!changes.setPassword(user, passwordHash)) {
            throw credentialsWrong();
        }
        tokens.refresh().revokeAll(user.id());
        audit.record(
                user.id(),
                AuditLog.Entry.in(
                                workspaces.of(user.id()),
                                "user.password_changed",
                                user.id().value())
                        .with("password", "changed"));
        return begin(users.findById(user.id()).orElseThrow());
    }

    /** Removes what has expired. Returns how many tokens. */
    @Transactional
    int removeExpired() {
        return tokens.refresh().removeExpired() + tokens.links().removeExpired();
    }

    /**
     * Refuses an account that is not in use.
     *
     * @throws ForbiddenException if the account is suspended, or not activated
     */
    public static void requireActive(User user) {
        switch (user.status()) {
            case ACTIVE -> {
                return;
            }
            case PENDING ->
                throw new ForbiddenException(
                        ProblemCode.ACCOUNT_NOT_ACTIVE,
                        "The account is not activated yet; use the link you were sent.");
            case SUSPENDED ->
                throw new ForbiddenException(
                        ProblemCode.SUSPENDED, "The account is suspended; ask an administrator of this server.");
            case DELETED -> throw new UnauthenticatedException("The account is gone.");
        }
    }

    /** Has whatever else ends or renews sessions of the token's owner wait; what is read after that is what they left. */
    private void lockOwner(String token) {
        tokens.refresh().findOwner(token).ifPresent(changes::lock);
    }

    private static UnauthenticatedException credentialsWrong() {
        return new UnauthenticatedException(ProblemCode.CREDENTIALS_WRONG, "Email or password is wrong.");
    }

    private SessionTokens issue(User user, RefreshTokens.Session session) {
        return new SessionTokens(
                user,
                tokens.access().issue(user, session.workspaceId(), session.familyId(), session.since()),
                tokens.refresh().add(session));
    }

    /** What sessions are made of. */
    @Singleton
    record Tokens(AccessTokens access, RefreshTokens refresh, LinkTokens links) {}
}
