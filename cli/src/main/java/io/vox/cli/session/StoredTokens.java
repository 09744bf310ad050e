package io.vox.cli.session;

import io.vox.sdk.TokenSource;
import io.vox.sdk.UnauthenticatedException;
import io.vox.sdk.Vox;
import io.vox.sdk.model.RefreshTokenRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a session that several processes share: a refresh token works once, so that only one of them may use it and the
 * others take what it got.
 */
public final class StoredTokens implements TokenSource {
    /** How long before its end a token is replaced. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final CredentialStore store;
    private final Vox anonymous;
    private final URI server;
    private final Clock clock;

    /** Makes the tokens for the server of {@code anonymous}. */
    public StoredTokens(CredentialStore store, Vox anonymous) {
        this.store = store;
        this.anonymous = anonymous;
        this.server = anonymous.options().url();
        this.clock = anonymous.options().clock();
    }

    @Override
    public Optional<String> token() {
        Optional<Credential> stored = store.find(server);
        if (stored.isPresent() && expiresSoon(stored.get())) {
            return renew(stored.get().accessToken());
        }
        return stored.map(Credential::accessToken);
    }

    @Override
    public Optional<String> refresh(String refused) {
        return renew(refused);
    }

    private Optional<String> renew(String old) {
        return Optional.ofNullable(store.change(server, current -> next(current, old)))
                .map(Credential::accessToken);
    }

    /** What follows a credential; null = the session has ended. */
    private @Nullable Credential next(@Nullable Credential current, String old) {
        if (current == null
                || current.refreshToken() == null
                || !current.accessToken().equals(old)) {
            return current;
        }
        try {
            return Credential.of(
                    anonymous.auth().refreshTokens(new RefreshTokenRequest().refreshToken(current.refreshToken())));
        } catch (UnauthenticatedException e) {
            return null;
        }
    }

    private boolean expiresSoon(Credential credential) {
        OffsetDateTime end = credential.expiresAt();
        return end != null && !clock.instant().plus(MARGIN).isBefore(end.toInstant());
    }
}
