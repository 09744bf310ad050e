package io.vox.server.identity.oidc;

import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.identity.session.LogInGuard;
import io.vox.server.identity.session.SessionService;
import io.vox.server.identity.session.SessionTokens;
import io.vox.server.identity.user.PersonalWorkspaces;
import io.vox.server.identity.user.User;
import io.vox.server.identity.user.UserChanges;
import io.vox.server.identity.user.UserRepository;
import io.vox.server.identity.user.UserStatus;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.audit.AuditLog;
import io.vox.server.platform.mail.MailAddress;
import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.NotFoundException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.secret.RandomToken;
import io.vox.server.platform.secret.SecretBox;
import io.vox.server.platform.web.PublicUrl;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in who are known elsewhere (VOX-OAUTH-01 to -06): the code flow with state, and with nonce and PKCE unless the
 * provider has none. Their secrets wait in a sealed cookie of the browser that began it, so that no other can end it.
 */
@Singleton
class OidcService {
    private static final String CONTEXT = "oauth";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int LONGEST_NAME = 100;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    /** A path of ours: nothing that a browser could take for another site's address. */
    private static final Pattern PATH = Pattern.compile("/(?![/\\\\])[A-Za-z0-9_./~-]{0,200}");

    private final List<OidcProvider> providers;
    private final OidcClient client;
    private final Identities identities;
    private final Accounts accounts;
    private final LogInGuard guard;
    private final SecretBox box;
    private final ObjectMapper json;
    private final Clock clock;

    OidcService(
            OidcProviders providers,
            OidcClient client,
            Identities identities,
            Accounts accounts,
            LogInGuard guard,
            SecretBox box,
            ObjectMapper json,
            Clock clock) {
        this.providers = providers.all();
        this.client = client;
        this.identities = identities;
        this.accounts = accounts;
        this.guard = guard;
        this.box = box;
        this.json = json;
        this.clock = clock;
    }

    /** Returns where people may sign in. */
    List<OidcProvider> providers() {
        return providers;
    }

    /**
     * Begins to sign somebody in.
     *
     * @param returnTo path of ours to end at; anything else is as if nothing was given
     * @throws NotFoundException if there is no such provider
     * @throws io.vox.server.platform.problem.RateLimitedException if somebody began too often
     */
    Begun begin(String providerName, @Nullable String returnTo) {
        OidcProvider provider = find(providerName);
        guard.takeOfAddress("oauth");
        Waiting waiting = new Waiting(
                provider.name(),
                RandomToken.create(),
                RandomToken.create(),
                RandomToken.create(),
                returnTo != null && PATH.matcher(returnTo).matches() ? returnTo : "/",
                Instant.now(clock).plus(LIFE).getEpochSecond());
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", provider.clientId());
        query.put("scope", provider.scopes());
        query.put("redirect_uri", redirectUri(provider).toString());
        query.put("state", waiting.state());
        if (provider.nonce()) {
            query.put("nonce", waiting.nonce());
        }
        if (provider.pkce()) {
            query.put("code_challenge", challenge(waiting.verifier()));
            query.put("code_challenge_method", "S256");
        }
        URI endpoint = client.authorizationEndpoint(provider);
        String separator = endpoint.getQuery() == null ? "?" : "&";
        return new Begun(
                URI.create(endpoint + separator + OidcClient.form(query)), box.seal(CONTEXT, text(waiting)), LIFE);
    }

    /**
     * Signs somebody in.
     *
     * @param sealed what the browser kept; null = it has nothing
     * @throws OidcException if this browser did not begin it, or the provider does not say who it is
     * @throws io.vox.server.platform.problem.ForbiddenException if the account is suspended
     * @throws io.vox.server.platform.problem.RateLimitedException if somebody came back too often
     */
    Ended end(String providerName, @Nullable String code, @Nullable String state, @Nullable String sealed) {
        OidcProvider provider = find(providerName);
        guard.takeOfAddress("oauth-callback");
        Waiting waiting = open(sealed);
        if (!waiting.provider().equals(provider.name())
                || waiting.expiresAt() < Instant.now(clock).getEpochSecond()
                || state == null
                || !MessageDigest.isEqual(
                        state.getBytes(StandardCharsets.UTF_8), waiting.state().getBytes(StandardCharsets.UTF_8))) {
            throw new OidcException("the state is another");
        }
        if (code == null) {
            throw new OidcException("the provider answered no code");
        }
        OidcClient.Person person =
                client.exchange(provider, code, waiting.verifier(), waiting.nonce(), redirectUri(provider));
        return new Ended(signInOnce(provider, person), accounts.url().page(waiting.returnTo()));
    }

    /** Of two who come back at once for the same new person the second finds what the first made. */
    private SessionTokens signInOnce(OidcProvider provider, OidcClient.Person person) {
        try {
            return signIn(provider, person);
        } catch (ConflictException taken) {
            return signIn(provider, person);
        }
    }

    @Transactional
    SessionTokens signIn(OidcProvider provider, OidcClient.Person person) {
        User user = identities
                .find(provider.name(), person.subject())
                .flatMap(accounts.users()::findById)
                .orElseGet(() -> link(provider, person));
        SessionService.requireActive(user);
        return accounts.sessions().begin(user);
    }

    /** Finds or makes the account of somebody who is here for the first time; by an address that the provider has proved. */
    private User link(OidcProvider provider, OidcClient.Person person) {
        String email = person.email() == null ? "" : User.normalize(person.email());
        if (!person.emailVerified() || !MailAddress.isOne(email)) {
            throw new OidcException("the address is not verified there");
        }
        User user = accounts.users().findByEmail(email).orElse(null);
        if (user == null) {
            user = accounts.changes().add(User.fromElsewhere(email, name(person, email), Instant.now(clock)));
            accounts.workspaces().create(user);
        } else if (user.status() == UserStatus.PENDING) {
            accounts.changes().setStatus(user.id(), UserStatus.ACTIVE);
            user = accounts.users().findById(user.id()).orElseThrow();
        }
        if (identities.add(provider.name(), person.subject(), user.id())) {
            accounts.audit()
                    .record(
                            user.id(),
                            AuditLog.Entry.in(
                                            accounts.workspaces().of(user.id()),
                                            "identity.linked",
                                            user.id().value())
                                    .with("provider", provider.name()));
        } else if (!identities.find(provider.name(), person.subject()).equals(Optional.of(user.id()))) {
            throw new OidcException("the account is somebody else's there");
        }
        return user;
    }

    private static String name(OidcClient.Person person, String email) {
        String given = CONTROL.matcher(Objects.requireNonNullElse(person.name(), ""))
                .replaceAll(" ")
                .strip();
        String name = given.isEmpty() ? email.substring(0, email.indexOf('@')) : given;
        return name.substring(0, Math.min(LONGEST_NAME, name.length()));
    }

    /** Returns where the user is known. */
    List<Identities.Identity> list(Principal.User principal) {
        return identities.list(principal.id());
    }

    /**
     * Forgets that the user is known somewhere.
     *
     * @throws NotFoundException if the user is not
     * @throws ConflictException if there would be no other way to sign in
     */
    @Transactional
    void unlink(Principal.User principal, String provider) {
        UserId id = principal.id();
        User user = accounts.users().findById(id).orElseThrow();
        if (identities.list(id).stream()
                .noneMatch(identity -> identity.provider().equals(provider))) {
            throw new NotFoundException(ProblemCode.IDENTITY_NOT_FOUND, "identity");
        }
        if (user.passwordHash() == null && identities.list(id).size() == 1) {
            throw new ConflictException(
                    ProblemCode.LAST_CREDENTIAL, "There would be no way to sign in; choose a password first.");
        }
        identities.remove(id, provider);
        accounts.audit()
                .record(AuditLog.Entry.in(principal.workspaceId(), "identity.unlinked", id.value())
                        .with("provider", provider));
    }

    private OidcProvider find(String name) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(ProblemCode.NOT_FOUND, "provider"));
    }

    private URI redirectUri(OidcProvider provider) {
        return URI.create(accounts.url().page("/api/v1/auth/oauth/" + provider.name() + "/callback"));
    }

    private Waiting open(@Nullable String sealed) {
        if (sealed == null) {
            throw new OidcException("the browser did not begin it");
        }
        try {
            return Objects.requireNonNull(json.readValue(box.open(CONTEXT, sealed), Waiting.class));
        } catch (IOException | IllegalStateException e) {
            throw new OidcException("the browser did not begin it", e);
        }
    }

    private String text(Waiting waiting) {
        try {
            return json.writeValueAsString(waiting);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(RandomToken.hash(verifier));
    }

    /** Where the browser goes, and what it keeps meanwhile. */
    record Begun(URI location, String sealed, Duration life) {}

    /** A session, and where the browser goes. */
    record Ended(SessionTokens tokens, String location) {}

    /** What has to be known when the browser comes back. */
    @Serdeable
    record Waiting(String provider, String state, String nonce, String verifier, String returnTo, long expiresAt) {
        /** Never the secrets. */
        @Override
        public String toString() {
            return "Waiting[" + provider + "]";
        }
    }

    /** What becomes of somebody who is known elsewhere. */
    @Singleton
    record Accounts(
            UserRepository users,
            UserChanges changes,
            PersonalWorkspaces workspaces,
            SessionService sessions,
            AuditLog audit,
            PublicUrl url) {}
}
