package io.vox.server.identity.account;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.AdminUsersApi;
import io.vox.api.model.AccountList;
import io.vox.api.model.AccountPatch;
import io.vox.api.model.NewAccount;
import io.vox.api.model.UserRole;
import io.vox.api.model.UserStatus;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.idempotency.Idempotent;
import io.vox.server.platform.page.PageRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The edge of accounts. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class AdminUsersController implements AdminUsersApi {
    private final CurrentPrincipal principals;
    private final AccountService accounts;

    AdminUsersController(CurrentPrincipal principals, AccountService accounts) {
        this.principals = principals;
        this.accounts = accounts;
    }

    @Override
    @Idempotent
    public HttpResponse<io.vox.api.model.Account> createUser(NewAccount request, @Nullable String idempotencyKey) {
        Account account = accounts.create(principals.user(), AccountWire.newAccount(request));
        return HttpResponse.created(
                AccountWire.of(account),
                URI.create("/api/v1/admin/users/" + account.id().value()));
    }

    @Override
    public io.vox.api.model.Account getUser(String userId) {
        return AccountWire.of(accounts.get(principals.user(), userId));
    }

    @Override
    public AccountList listUsers(
            @Nullable Integer limit,
            @Nullable String cursor,
            @Nullable String search,
            @Nullable UserStatus status,
            @Nullable UserRole role) {
        return AccountWire.of(accounts.list(
                principals.user(),
                PageRequest.of(limit, cursor, "users", search, status, role),
                AccountWire.filter(search, status, role)));
    }

    @Override
    public io.vox.api.model.Account updateUser(String userId, AccountPatch request) {
        return AccountWire.of(accounts.change(principals.user(), userId, AccountWire.change(request)));
    }

    @Override
    public HttpResponse<Void> requestActivation(String userId) {
        accounts.sendActivation(principals.user(), userId);
        return HttpResponse.noContent();
    }
}
