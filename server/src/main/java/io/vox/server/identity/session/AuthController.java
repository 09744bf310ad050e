package io.vox.server.identity.session;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.AuthApi;
import io.vox.api.model.ActivateAccountRequest;
import io.vox.api.model.LogInRequest;
import io.vox.api.model.RefreshTokenRequest;
import io.vox.api.model.Tokens;
import io.vox.server.identity.user.UserWire;
import io.vox.server.platform.access.Anonymous;
import java.time.ZoneOffset;

/** The edge of sessions. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Anonymous
class AuthController implements AuthApi {
    private final SessionService sessions;

    AuthController(SessionService sessions) {
        this.sessions = sessions;
    }

    @Override
    public Tokens activateAccount(ActivateAccountRequest request) {
        return wire(sessions.activate(request.getToken(), request.getPassword()));
    }

    @Override
    public Tokens logIn(LogInRequest request) {
        return wire(sessions.logIn(request.getEmail(), request.getPassword()));
    }

    @Override
    public HttpResponse<Void> logOut(RefreshTokenRequest request) {
        sessions.logOut(request.getRefreshToken());
        return HttpResponse.noContent();
    }

    @Override
    public Tokens refreshTokens(RefreshTokenRequest request) {
        return wire(sessions.refresh(request.getRefreshToken()));
    }

    private static Tokens wire(SessionTokens tokens) {
        return new Tokens(
                tokens.access().value(),
                tokens.access().expiresAt().atOffset(ZoneOffset.UTC),
                tokens.refresh().value(),
                tokens.refresh().expiresAt().atOffset(ZoneOffset.UTC),
                UserWire.of(tokens.user()));
    }
}
