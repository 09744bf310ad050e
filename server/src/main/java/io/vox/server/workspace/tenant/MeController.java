package io.vox.server.workspace.tenant;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.MeApi;
import io.vox.api.model.Me;
import io.vox.api.model.MePatch;
import io.vox.api.model.PasswordChange;
import io.vox.api.model.Tokens;
import io.vox.server.identity.account.SelfService;
import io.vox.server.identity.entry.AuthWire;
import io.vox.server.identity.entry.BrowserSessions;
import io.vox.server.identity.entry.PasswordService;
import io.vox.server.identity.session.SessionTokens;
import io.vox.server.identity.user.User;
import io.vox.server.identity.user.UserRepository;
import io.vox.server.identity.user.UserWire;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.problem.UnauthenticatedException;

/** The edge of the question who asks. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class MeController implements MeApi {
    private final CurrentPrincipal principals;
    private final UserRepository users;
    private final SelfService self;
    private final PasswordService passwords;
    private final BrowserSessions browsers;

    MeController(
            CurrentPrincipal principals,
            UserRepository users,
            SelfService self,
            PasswordService passwords,
            BrowserSessions browsers) {
        this.principals = principals;
        this.users = users;
        this.self = self;
        this.passwords = passwords;
        this.browsers = browsers;
    }

    @Override
    public Me getMe() {
        Principal.User principal = principals.user();
        return MeWire.of(UserWire.of(principal), principal);
    }

    @Override
    public Me updateMe(MePatch request) {
        Principal.User principal = principals.user();
        self.rename(principal, MeWire.names(request));
        User user = users.findById(principal.id()).orElseThrow(MeController::gone);
        return MeWire.of(UserWire.of(user), principal);
    }

    @Override
    public HttpResponse<Void> deleteMe() {
        self.delete(principals.user());
        return HttpResponse.noContent();
    }

    @Override
    public Tokens setMyPassword(PasswordChange request) {
        SessionTokens tokens =
                passwords.change(principals.user().id(), request.getCurrentPassword(), request.getNewPassword());
        return AuthWire.of(tokens, browsers.take(tokens));
    }

    private static UnauthenticatedException gone() {
        return new UnauthenticatedException("The account is gone.");
    }
}
