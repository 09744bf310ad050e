package io.vox.server.identity.account;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.identity.entry.Letters;
import io.vox.server.identity.session.SessionService;
import io.vox.server.identity.user.AccountOrigin;
import io.vox.server.identity.user.PersonalWorkspaces;
import io.vox.server.identity.user.Standing;
import io.vox.server.identity.user.User;
import io.vox.server.identity.user.UserChanges;
import io.vox.server.identity.user.UserRepository;
import io.vox.server.identity.user.UserStatus;
import io.vox.server.platform.access.Policy;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.audit.AuditLog;
import io.vox.server.platform.mail.MailAddress;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.InvalidRequestException;
import io.vox.server.platform.problem.NotFoundException;
import io.vox.server.platform.problem.ProblemCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What those who run the platform do with accounts (VOX-USER-07, VOX-USER-13). Each change is written down. */
@Singleton
class AccountService {
    private final Policy policy;
    private final AccountQueries queries;
    private final Accounts accounts;
    private final SessionService sessions;
    private final Letters letters;
    private final AuditLog audit;
    private final Clock clock;

    AccountService(
            Policy policy,
            AccountQueries queries,
            Accounts accounts,
            SessionService sessions,
            Letters letters,
            AuditLog audit,
            Clock clock) {
        this.policy = policy;
        this.queries = queries;
        this.accounts = accounts;
        this.sessions = sessions;
        this.letters = letters;
        this.audit = audit;
        this.clock = clock;
    }

    Page<Account> list(Principal.User principal, PageRequest page, AccountQueries.Filter filter) {
        policy.requireAdmin(principal);
        return queries.list(page, filter);
    }

    Account get(Principal.User principal, String id) {
        policy.requireAdmin(principal);
        return find(id);
    }

    /**
     * Makes an account for somebody internal, who is sent a link to activate it.
     *
     * @throws ConflictException if the address has an account
     */
    @Transactional
    Account create(Principal.User principal, NewAccount asked) {
        policy.requireAdmin(principal);
        String email = User.normalize(asked.email());
        if (!MailAddress.isOne(email)) {
            throw new InvalidRequestException("/email", "is no address");
        }
        if (accounts.users().findByEmail(email).isPresent()) {
            throw UserChanges.taken();
        }
        User user = accounts.changes()
                .add(User.pending(
                        email, asked.name().strip(), asked.standing(), AccountOrigin.ADMIN, Instant.now(clock)));
        accounts.workspaces().create(user);
        letters.sendActivation(user);
        audit.record(AuditLog.Entry.of("user.created", user.id().value())
                .with("standing", asked.standing().name()));
        return find(user.id().value());
    }

    /**
     * Changes an account. It counts with the user's next request, since that asks the database.
     *
     * @throws ConflictException if the state of the account does not allow it
     */
    @Transactional
    Account change(Principal.User principal, String id, Change change) {
        policy.requireAdmin(principal);
        UserId userId = new UserId(id);
        // Administrators before others, as everywhere, so that two that lock do not wait for one another in a circle.
        boolean otherAdmin =
                change.status() != UserStatus.SUSPENDED || accounts.changes().hasOtherAdmin(userId);
        accounts.changes().lock(userId);
        Account account = find(id);
        if (change.standing() != null && change.standing() != account.standing()) {
            setStanding(account, change.standing());
        }
        if (change.status() != null && change.status() != account.status()) {
            setStatus(account, change.status(), otherAdmin);
        }
        return find(id);
    }

    /**
     * Sends another activation link.
     *
     * @throws ConflictException if the account was activated before
     */
    @Transactional
    void sendActivation(Principal.User principal, String id) {
        policy.requireAdmin(principal);
        Account account = find(id);
        if (account.status() != UserStatus.PENDING) {
            throw new ConflictException(
                    ProblemCode.USER_NOT_PENDING,
                    "The account is " + account.status() + ".",
                    account.status().name());
        }
        letters.sendActivation(accounts.users().findById(account.id()).orElseThrow());
        audit.record(AuditLog.Entry.of("user.activation_sent", id));
    }

    private void setStanding(Account account, Standing standing) {
        if (standing == Standing.PRINCIPAL && !account.origin().isInternal()) {
            throw new ConflictException(
                    ProblemCode.USER_NOT_INTERNAL,
                    "Principal is for accounts that an administrator made; Fellow is for others.");
        }
        accounts.changes().setStanding(account.id(), standing);
        audit.record(
                AuditLog.Entry.of("user.standing_changed", account.id().value()).with("standing", standing.name()));
    }

    private void setStatus(Account account, UserStatus status, boolean otherAdmin) {
        if (account.status() == UserStatus.PENDING) {
            throw new ConflictException(
                    ProblemCode.USER_NOT_ACTIVE,
                    "The account waits for its activation.",
                    account.status().name());
        }
        if (status == UserStatus.SUSPENDED) {
            if (account.admin() && !otherAdmin) {
                throw new ConflictException(
                        ProblemCode.LAST_ADMIN, "There is no other administrator who could undo that.");
            }
            sessions.endAll(account.id());
        }
        accounts.changes().setStatus(account.id(), status);
        audit.record(AuditLog.Entry.of(
                status == UserStatus.SUSPENDED ? "user.suspended" : "user.enabled",
                account.id().value()));
    }

    private Account find(String id) {
        return queries.find(new UserId(id))
                .orElseThrow(() -> new NotFoundException(ProblemCode.USER_NOT_FOUND, "user"));
    }

    /** An account to make. */
    record NewAccount(String email, String name, Standing standing) {}

    /** What to change; null = stays. */
    record Change(@Nullable UserStatus status, @Nullable Standing standing) {}

    /** Where accounts are kept. */
    @Singleton
    record Accounts(UserRepository users, UserChanges changes, PersonalWorkspaces workspaces) {}
}
