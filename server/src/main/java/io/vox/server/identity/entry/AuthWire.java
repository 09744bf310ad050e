package io.vox.server.identity.entry;

import io.vox.api.model.AccessToken;
import io.vox.api.model.Tokens;
import io.vox.api.model.Verification;
import io.vox.api.model.VerifyRequest;
import io.vox.server.identity.session.AccessTokens;
import io.vox.server.identity.session.SessionTokens;
import io.vox.server.identity.user.UserWire;
import io.vox.server.platform.problem.InvalidRequestException;
import java.time.ZoneOffset;

/** What the contract shows of getting in. */
public final class AuthWire {
    private AuthWire() {}

    /**
     * Returns the tokens of a session.
     *
     * @param inCookies whether a browser carries them, so that its page gets none
     */
    public static Tokens of(SessionTokens tokens, boolean inCookies) {
        return new Tokens(
                inCookies ? "" : tokens.access().value(),
                tokens.access().expiresAt().atOffset(ZoneOffset.UTC),
                inCookies ? "" : tokens.refresh().value(),
                tokens.refresh().expiresAt().atOffset(ZoneOffset.UTC),
                UserWire.of(tokens.user()));
    }

    static AccessToken of(AccessTokens.AccessToken token) {
        return new AccessToken(token.value(), token.expiresAt().atOffset(ZoneOffset.UTC));
    }

    static Verification of(RegistrationService.Waiting waiting) {
        return new Verification(
                waiting.id(),
                waiting.codeExpiresAt().atOffset(ZoneOffset.UTC),
                waiting.expiresAt().atOffset(ZoneOffset.UTC));
    }

    static RegistrationService.Proof proof(VerifyRequest request) {
        String id = request.getVerificationId();
        String code = request.getCode();
        String token = request.getToken();
        if (token != null && id == null && code == null) {
            return new RegistrationService.Link(token);
        }
        if (token == null && id != null && code != null) {
            return new RegistrationService.Code(id, code);
        }
        throw new InvalidRequestException("", "must have token, or verificationId and code");
    }
}
