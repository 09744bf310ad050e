package io.vox.server.identity.entry;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.identity.session.LogInGuard;
import io.vox.server.identity.session.PasswordHash;
import io.vox.server.identity.session.PasswordRules;
import io.vox.server.identity.session.SessionService;
import io.vox.server.identity.session.SessionTokens;
import io.vox.server.identity.user.PersonalWorkspaces;
import io.vox.server.identity.user.User;
import io.vox.server.identity.user.UserRepository;
import io.vox.server.platform.mail.MailAddress;
import io.vox.server.platform.problem.InvalidRequestException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.problem.UnauthenticatedException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets people have an account: first they say who they are, then they prove the address by the code or the link of a mail
 * (RES-17), and only then is there an account, made of what was said in that registration. So nobody can prepare an account
 * for somebody else's address, and a second registration does not disturb the first.
 */
@Singleton
class RegistrationService {
    private final Registrations registrations;
    private final UserRepository users;
    private final PersonalWorkspaces workspaces;
    private final PasswordHash passwords;
    private final SessionService sessions;
    private final LogInGuard guard;
    private final Clock clock;

    RegistrationService(
            Registrations registrations,
            UserRepository users,
            PersonalWorkspaces workspaces,
            PasswordHash passwords,
            SessionService sessions,
            LogInGuard guard,
            Clock clock) {
        this.registrations = registrations;
        this.users = users;
        this.workspaces = workspaces;
        this.passwords = passwords;
        this.sessions = sessions;
        this.guard = guard;
        this.clock = clock;
    }

    /**
     * Takes a registration and sends a mail. Whether the address has an account changes the mail and nothing else: neither
     * the answer nor the work that it takes.
     *
     * @throws InvalidRequestException if the password is weak, or the address none
     * @throws io.vox.server.platform.problem.RateLimitedException if there were too many
     */
    Waiting register(NewRegistration asked) {
        String email = User.normalize(asked.email());
        if (!MailAddress.isOne(email)) {
            throw new InvalidRequestException("/email", "is no address");
        }
        PasswordRules.require("/password", asked.password(), email, asked.name());
        guard.takeOfAddress("register");
        guard.takeMail(email);
        return registrations.add(email, asked.name().strip(), passwords.hash(asked.password()));
    }

    /**
     * Sends another mail.
     *
     * @throws UnauthenticatedException if the registration is over
     * @throws io.vox.server.platform.problem.RateLimitedException if the last mail is a moment ago, or there were too many
     */
    Waiting sendAgain(String id) {
        guard.takeOfAddress("request-code");
        guard.takeMail(registrations.findEmail(id).orElseThrow(RegistrationService::invalid));
        return registrations.renew(id).orElseThrow(RegistrationService::invalid);
    }

    /**
     * Makes the account and signs in.
     *
     * @throws UnauthenticatedException if the proof is wrong, or works no more
     */
    SessionTokens verify(Proof proof) {
        guard.takeOfAddress("verify");
        if (proof instanceof Code code && !registrations.tryCode(code.registrationId(), code.digits())) {
            throw invalid();
        }
        return complete(proof);
    }

    @Transactional
    SessionTokens complete(Proof proof) {
        Optional<Registrations.Proved> taken = switch (proof) {
            case Link link -> registrations.takeByToken(link.token());
            case Code code -> registrations.takeById(code.registrationId());
        };
        Registrations.Proved proved = taken.orElseThrow(RegistrationService::invalid);
        if (users.findByEmail(proved.email()).isPresent()) {
            throw invalid();
        }
        User user =
                users.save(User.registered(proved.email(), proved.name(), proved.passwordHash(), Instant.now(clock)));
        workspaces.create(user);
        registrations.removeOf(proved.email());
        return sessions.begin(user);
    }

    private static UnauthenticatedException invalid() {
        return new UnauthenticatedException(
                ProblemCode.VERIFICATION_INVALID, "The code or link is wrong or works no more; ask for another mail.");
    }

    /** What somebody says who wants an account. */
    record NewRegistration(String email, String name, String password) {
        /** Never the password. */
        @Override
        public String toString() {
            return "NewRegistration[]";
        }
    }

    /** What waits for its proof. */
    record Waiting(String id, Instant codeExpiresAt, Instant expiresAt) {}

    /** That somebody reads the mails to an address. */
    sealed interface Proof {}

    /** By the link. */
    record Link(String token) implements Proof {
        /** Never the token. */
        @Override
        public String toString() {
            return "Link[]";
        }
    }

    /** By the code, which works for the registration that it was sent for alone. */
    record Code(String registrationId, String digits) implements Proof {
        /** Never the code. */
        @Override
        public String toString() {
            return "Code[" + registrationId + "]";
        }
    }
}
