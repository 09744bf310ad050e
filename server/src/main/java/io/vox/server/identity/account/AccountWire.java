package io.vox.server.identity.account;

import io.vox.api.model.AccountList;
import io.vox.api.model.AccountOrigin;
import io.vox.api.model.AccountPatch;
import io.vox.api.model.Plan;
import io.vox.api.model.Standing;
import io.vox.api.model.UserRole;
import io.vox.api.model.UserStatus;
import io.vox.server.platform.access.Role;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.problem.InvalidRequestException;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Accounts as the contract shows them. */
final class AccountWire {
    private AccountWire() {}

    static io.vox.api.model.Account of(Account account) {
        return new io.vox.api.model.Account(
                account.id().value(),
                account.email(),
                account.username(),
                account.name(),
                UserRole.valueOf(account.role().name()),
                Plan.valueOf(account.plan().name()),
                Standing.valueOf(account.standing().name()),
                account.admin(),
                UserStatus.valueOf(account.status().name()),
                AccountOrigin.valueOf(account.origin().name()),
                account.lastLogInAt() == null ? null : account.lastLogInAt().atOffset(ZoneOffset.UTC),
                account.createdAt().atOffset(ZoneOffset.UTC),
                account.updatedAt().atOffset(ZoneOffset.UTC));
    }

    static AccountList of(Page<Account> page) {
        return new AccountList(page.map(AccountWire::of).data(), page.nextCursor());
    }

    static AccountService.NewAccount newAccount(io.vox.api.model.NewAccount request) {
        Standing standing = request.getStanding();
        return new AccountService.NewAccount(
                request.getEmail(),
                request.getName(),
                io.vox.server.identity.user.Standing.valueOf((standing == null ? Standing.MEMBER : standing).name()));
    }

    static AccountService.Change change(AccountPatch patch) {
        if (patch.getStatus() == null && patch.getStanding() == null) {
            throw new InvalidRequestException("", "has nothing to change");
        }
        return new AccountService.Change(
                patch.getStatus() == null
                        ? null
                        : io.vox.server.identity.user.UserStatus.valueOf(
                                patch.getStatus().name()),
                patch.getStanding() == null
                        ? null
                        : io.vox.server.identity.user.Standing.valueOf(
                                patch.getStanding().name()));
    }

    static AccountQueries.Filter filter(@Nullable String search, @Nullable UserStatus status, @Nullable UserRole role) {
        return new AccountQueries.Filter(
                search,
                status == null ? null : io.vox.server.identity.user.UserStatus.valueOf(status.name()),
                role == null ? null : Role.valueOf(role.name()));
    }
}
