package io.vox.server.identity.session;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.identity.user.PersonalWorkspaces;
import io.vox.server.identity.user.User;
import io.vox.server.identity.user.UserRepository;
import io.vox.server.identity.user.UserStatus;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.problem.ForbiddenException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.problem.UnauthenticatedException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Begins, renews and ends sessions. */
@Singleton
class SessionService {
    private final UserRepository users;
    private final PersonalWorkspaces workspaces;
    private final PasswordHash passwords;
    private final ActivationTokens activations;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final Clock clock;

    SessionService(
            UserRepository users,
            PersonalWorkspaces workspaces,
            PasswordHash passwords,
            ActivationTokens activations,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            Clock clock) {
        this.users = users;
        this.workspaces = workspaces;
        this.passwords = passwords;
        this.activations = activations;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.clock = clock;
    }

    /**
     * Activates an account and signs in.
     *
     * @throws UnauthenticatedException if the token is unknown, expired or used
     */
    @Transactional
    SessionTokens activate(String token, String password) {
        User pending = activations
                .use(token)
                .flatMap(users::findById)
                .filter(user -> user.status() == UserStatus.PENDING)
                .orElseThrow(() -> new UnauthenticatedException(
                        ProblemCode.ACTIVATION_TOKEN_INVALID,
                        "The token is unknown, expired or used; ask for another."));
        return begin(users.update(pending.activate(passwords.hash(password), Instant.now(clock))));
    }

    /**
     * Signs in. Somebody unknown takes as long to refuse as a wrong password, and is told the same.
     *
     * @throws UnauthenticatedException if email or password is wrong
     * @throws ForbiddenException if the account is suspended, or not activated
     */
    SessionTokens logIn(String email, String password) {
        User user = users.findByEmail(User.normalize(email)).orElse(null);
        if (!passwords.matches(password, user == null ? null : user.passwordHash()) || user == null) {
            throw new UnauthenticatedException(ProblemCode.CREDENTIALS_WRONG, "Email or password is wrong.");
        }
        requireActive(user);
        return begin(user);
    }

    /**
     * Renews a session.
     *
     * @throws RefreshTokenInvalidException if the token is not valid; if it was used before, the session has ended
     */
    @Transactional(noRollbackFor = RefreshTokenInvalidException.class)
    SessionTokens refresh(String token) {
        RefreshTokens.Session session = refreshTokens.use(token).orElse(null);
        if (session == null) {
            refreshTokens.revokeFamily(token);
            throw new RefreshTokenInvalidException();
        }
        User user = users.findById(session.userId()).orElseThrow(RefreshTokenInvalidException::new);
        requireActive(user);
        return new SessionTokens(user, accessTokens.issue(user, session.workspaceId()), refreshTokens.add(session));
    }

    /** Ends a session; nothing happens if there is none. */
    @Transactional
    void logOut(String token) {
        refreshTokens.revokeFamily(token);
    }

    /** Removes what has expired. Returns how many tokens. */
    @Transactional
    int removeExpired() {
        return refreshTokens.removeExpired() + activations.removeExpired();
    }

    private SessionTokens begin(User user) {
        WorkspaceId workspaceId = workspaces.of(user.id());
        return new SessionTokens(
                user, accessTokens.issue(user, workspaceId), refreshTokens.begin(user.id(), workspaceId));
    }

    private static void requireActive(User user) {
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
        }
    }
}
