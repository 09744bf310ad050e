package io.vox.server.identity.oidc;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.OAuthApi;
import io.vox.api.model.Identities;
import io.vox.api.model.Identity;
import io.vox.api.model.OAuthProvider;
import io.vox.api.model.OAuthProviders;
import io.vox.api.model.Problem;
import io.vox.server.platform.access.Anonymous;
import io.vox.server.platform.access.BrowserCookies;
import io.vox.server.platform.access.CurrentPrincipal;
import java.net.URI;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The edge of signing in elsewhere. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class OAuthController implements OAuthApi {
    private final OidcService oidc;
    private final BrowserCookies cookies;
    private final CurrentPrincipal principals;

    OAuthController(OidcService oidc, BrowserCookies cookies, CurrentPrincipal principals) {
        this.oidc = oidc;
        this.cookies = cookies;
        this.principals = principals;
    }

    @Override
    @Anonymous
    public OAuthProviders getOAuthProviders() {
        return new OAuthProviders(oidc.providers().stream()
                .map(provider -> new OAuthProvider(provider.name(), provider.label()))
                .toList());
    }

    @Override
    @Anonymous
    public HttpResponse<Problem> startOAuth(String providerName, @Nullable String returnTo) {
        OidcService.Begun begun = oidc.begin(providerName, returnTo);
        return redirect(begun.location()).cookie(cookies.flow(begun.sealed(), begun.life()));
    }

    @Override
    @Anonymous
    public HttpResponse<Problem> finishOAuth(
            String providerName, @Nullable String code, @Nullable String state, @Nullable String error) {
        HttpRequest<?> request = ServerRequestContext.currentRequest().orElseThrow();
        OidcService.Ended ended =
                oidc.end(providerName, code, state, cookies.flow(request).orElse(null));
        return cookies.begin(
                redirect(URI.create(ended.location())),
                ended.tokens().access().value(),
                ended.tokens().refresh().value(),
                ended.tokens().refresh().expiresAt());
    }

    @Override
    public Identities getMyIdentities() {
        return new Identities(oidc.list(principals.user()).stream()
                .map(identity ->
                        new Identity(identity.provider(), identity.createdAt().atOffset(ZoneOffset.UTC)))
                .toList());
    }

    @Override
    public HttpResponse<Void> deleteMyIdentity(String providerName) {
        oidc.unlink(principals.user(), providerName);
        return HttpResponse.noContent();
    }

    /** Without a body; the contract has one for problems alone. */
    private static MutableHttpResponse<Problem> redirect(URI location) {
        return HttpResponse.<Problem>status(HttpStatus.FOUND).headers(headers -> headers.location(location));
    }
}
