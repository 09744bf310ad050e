package io.vox.server.identity.entry;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.AuthApi;
import io.vox.api.model.AccessToken;
import io.vox.api.model.ActivateAccountRequest;
import io.vox.api.model.CodeRequest;
import io.vox.api.model.CsrfToken;
import io.vox.api.model.LogInRequest;
import io.vox.api.model.PasswordResetConfirmation;
import io.vox.api.model.PasswordResetRequest;
import io.vox.api.model.RefreshTokenRequest;
import io.vox.api.model.RegisterRequest;
import io.vox.api.model.Tokens;
import io.vox.api.model.Verification;
import io.vox.api.model.VerifyRequest;
import io.vox.server.identity.session.SessionService;
import io.vox.server.identity.session.SessionTokens;
import io.vox.server.platform.access.Anonymous;
import io.vox.server.platform.access.CurrentPrincipal;

/** The edge of getting in. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class AuthController implements AuthApi {
    private final SessionService sessions;
    private final RegistrationService registrations;
    private final PasswordService passwords;
    private final BrowserSessions browsers;
    private final CurrentPrincipal principals;

    AuthController(
            SessionService sessions,
            RegistrationService registrations,
            PasswordService passwords,
            BrowserSessions browsers,
            CurrentPrincipal principals) {
        this.sessions = sessions;
        this.registrations = registrations;
        this.passwords = passwords;
        this.browsers = browsers;
        this.principals = principals;
    }

    @Override
    @Anonymous
    public Verification registerAccount(RegisterRequest request) {
        return AuthWire.of(registrations.register(
                new RegistrationService.NewRegistration(request.getEmail(), request.getName(), request.getPassword())));
    }

    @Override
    @Anonymous
    public Verification requestCode(CodeRequest request) {
        return AuthWire.of(registrations.sendAgain(request.getVerificationId()));
    }

    @Override
    @Anonymous
    public Tokens verifyEmail(VerifyRequest request) {
        return answer(registrations.verify(AuthWire.proof(request)));
    }

    @Override
    @Anonymous
    public Tokens activateAccount(ActivateAccountRequest request) {
        return answer(passwords.activate(request.getToken(), request.getPassword()));
    }

    @Override
    @Anonymous
    public Tokens logIn(LogInRequest request) {
        return answer(sessions.logIn(request.getEmail(), request.getPassword()));
    }

    @Override
    @Anonymous
    public Tokens logInAdmin(LogInRequest request) {
        return answer(sessions.logInAdmin(request.getEmail(), request.getPassword()));
    }

    @Override
    @Anonymous
    public AccessToken exchangeToken(LogInRequest request) {
        return AuthWire.of(sessions.exchange(request.getEmail(), request.getPassword()));
    }

    @Override
    @Anonymous
    public Tokens refreshTokens(RefreshTokenRequest request) {
        return answer(sessions.refresh(browsers.refreshToken(request.getRefreshToken())));
    }

    @Override
    @Anonymous
    public HttpResponse<Void> logOut(RefreshTokenRequest request) {
        sessions.logOut(browsers.refreshToken(request.getRefreshToken()));
        browsers.end();
        return HttpResponse.noContent();
    }

    @Override
    public HttpResponse<Void> logOutEverywhere() {
        sessions.endAll(principals.user().id());
        return HttpResponse.noContent();
    }

    @Override
    public CsrfToken getCsrfToken() {
        return new CsrfToken(browsers.csrfToken(principals.user()));
    }

    @Override
    @Anonymous
    public HttpResponse<Void> requestPasswordReset(PasswordResetRequest request) {
        passwords.requestReset(request.getEmail());
        return HttpResponse.noContent();
    }

    @Override
    @Anonymous
    public Tokens confirmPasswordReset(PasswordResetConfirmation request) {
        return answer(passwords.reset(request.getToken(), request.getPassword()));
    }

    private Tokens answer(SessionTokens tokens) {
        return AuthWire.of(tokens, browsers.take(tokens));
    }
}
