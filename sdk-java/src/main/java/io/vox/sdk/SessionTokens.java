package io.vox.sdk;

import io.vox.sdk.model.LogInRequest;
import io.vox.sdk.model.RefreshTokenRequest;
import io.vox.sdk.model.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The tokens of one session of a person, refreshed shortly before they expire or when the server refuses them. A refresh
 * token works once, so that no other object or process may hold the same session. Thread-safe.
 */
public final class SessionTokens implements TokenSource {
    /** How long before its end a token is replaced. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final Vox anonymous;
    private final Clock clock;
    private Tokens tokens;

    private SessionTokens(Vox vox, Tokens tokens) {
        this.anonymous = vox.toBuilder().tokens(TokenSource.none()).build();
        this.clock = vox.options().clock();
        this.tokens = tokens;
    }

    /**
     * Begins a session.
     *
     * @throws UnauthenticatedException if email or password is wrong
     */
    public static SessionTokens logIn(Vox vox, String email, String password) {
        Vox anonymous = vox.toBuilder().tokens(TokenSource.none()).build();
        return new SessionTokens(
                vox, anonymous.auth().logIn(new LogInRequest().email(email).password(password)));
    }

    /** Goes on with a session that was begun elsewhere and is not used there any more. */
    public static SessionTokens of(Vox vox, Tokens tokens) {
        return new SessionTokens(vox, tokens);
    }

    @Override
    public synchronized Optional<String> token() {
        if (!clock.instant()
                .plus(MARGIN)
                .isBefore(tokens.getAccessTokenExpiresAt().toInstant())) {
            renew();
        }
        return Optional.of(tokens.getAccessToken());
    }

    @Override
    public synchronized Optional<String> refresh(String refused) {
        if (refused.equals(tokens.getAccessToken())) {
            try {
                renew();
            } catch (UnauthenticatedException e) {
                return Optional.empty();
            }
        }
        return Optional.of(tokens.getAccessToken());
    }

    /** Ends the session. */
    public synchronized void logOut() {
        anonymous.auth().logOut(new RefreshTokenRequest().refreshToken(tokens.getRefreshToken()));
    }

    private void renew() {
        tokens = anonymous.auth().refreshTokens(new RefreshTokenRequest().refreshToken(tokens.getRefreshToken()));
    }

    @Override
    public String toString() {
        return "SessionTokens";
    }
}
