package io.vox.cli.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vox.sdk.model.Tokens;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Who a person is to one server.
 *
 * @param email whose it is; null = a token was given that nobody asked about
 * @param accessToken what calls carry
 * @param expiresAt when the access token expires; null = nobody knows, and it cannot be refreshed
 * @param refreshToken what the next tokens are got with; null = there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Credential(
        @Nullable String email,
        String accessToken,
        @Nullable OffsetDateTime expiresAt,
        @Nullable String refreshToken) {

    /** Of a session. */
    public static Credential of(Tokens tokens) {
        return new Credential(
                tokens.getUser().getEmail(),
                tokens.getAccessToken(),
                tokens.getAccessTokenExpiresAt(),
                tokens.getRefreshToken());
    }

    /** Of a token that was made elsewhere. */
    public static Credential of(@Nullable String email, String token) {
        return new Credential(email, token, null, null);
    }

    @Override
    public String toString() {
        return "Credential[" + email + "]";
    }
}
