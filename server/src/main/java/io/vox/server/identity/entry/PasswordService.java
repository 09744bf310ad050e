package io.vox.server.identity.entry;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.identity.session.LinkTokens;
import io.vox.server.identity.session.LinkTokens.Purpose;
import io.vox.server.identity.session.LogInGuard;
import io.vox.server.identity.session.PasswordHash;
import io.vox.server.identity.session.PasswordRules;
import io.vox.server.identity.session.SessionService;
import io.vox.server.identity.session.SessionTokens;
import io.vox.server.identity.user.User;
import io.vox.server.identity.user.UserChanges;
import io.vox.server.identity.user.UserRepository;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.problem.UnauthenticatedException;
import jakarta.inject.Singleton;

/** Lets people choose a password: the first one, another one, or one instead of the one they lost. */
@Singleton
public class PasswordService {
    private final UserRepository users;
    private final UserChanges changes;
    private final PasswordHash passwords;
    private final SessionService sessions;
    private final LogInGuard guard;
    private final LinkTokens links;
    private final Letters letters;

    PasswordService(
            UserRepository users,
            UserChanges changes,
            PasswordHash passwords,
            SessionService sessions,
            LogInGuard guard,
            LinkTokens links,
            Letters letters) {
        this.users = users;
        this.changes = changes;
        this.passwords = passwords;
        this.sessions = sessions;
        this.guard = guard;
        this.links = links;
        this.letters = letters;
    }

    /**
     * Activates an account and signs in.
     *
     * @throws UnauthenticatedException if the token is unknown, expired or used
     * @throws io.vox.server.platform.problem.InvalidRequestException if the password is weak
     */
    SessionTokens activate(String token, String password) {
        PasswordRules.require("/password", password);
        guard.takeOfAddress("activate");
        return completeActivation(token, passwords.hash(password));
    }

    @Transactional
    SessionTokens completeActivation(String token, String passwordHash) {
        UserId id = links.use(token, Purpose.ACTIVATE)
                .filter(user -> changes.activate(user, passwordHash))
                .orElseThrow(() -> new UnauthenticatedException(
                        ProblemCode.ACTIVATION_TOKEN_INVALID,
                        "The token is unknown, expired or used; ask for another."));
        return sessions.begin(users.findById(id).orElseThrow());
    }

    /**
     * Sends a link to choose another password, or the first one, if there is such an account; who asks learns nothing.
     *
     * @throws io.vox.server.platform.problem.RateLimitedException if there were too many
     */
    void requestReset(String email) {
        guard.takeOfAddress("reset");
        guard.takeMail(email);
        letters.sendResetSoon(User.normalize(email));
    }

    /**
     * Sets a password by a link, ends all sessions and begins a new one.
     *
     * @throws UnauthenticatedException if the token is unknown, expired or used
     * @throws io.vox.server.platform.problem.ForbiddenException if the account is suspended
     */
    SessionTokens reset(String token, String password) {
        PasswordRules.require("/password", password);
        guard.takeOfAddress("reset-confirm");
        return completeReset(token, passwords.hash(password));
    }

    @Transactional
    SessionTokens completeReset(String token, String passwordHash) {
        User user = links.use(token, Purpose.RESET)
                .flatMap(users::findById)
                .orElseThrow(() -> new UnauthenticatedException(
                        ProblemCode.RESET_TOKEN_INVALID, "The link works no more; ask for another."));
        SessionService.requireActive(user);
        return change(user, passwordHash);
    }

    /**
     * Changes the password of somebody who is signed in and knows it.
     *
     * @throws UnauthenticatedException if the present password is wrong
     */
    public SessionTokens change(UserId id, String current, String next) {
        User user = users.findById(id).orElseThrow();
        if (!sessions.isPassword(user, current)) {
            throw new UnauthenticatedException(ProblemCode.CREDENTIALS_WRONG, "The present password is wrong.");
        }
        PasswordRules.require("/newPassword", next, user.email(), user.name());
        return change(user, passwords.hash(next));
    }

    @Transactional
    SessionTokens change(User user, String passwordHash) {
        links.revoke(user.id(), Purpose.RESET);
        letters.sendPasswordChanged(user);
        return sessions.changePassword(user, passwordHash);
    }
}
