package io.vox.server.identity.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.annotation.Context;
import io.vox.server.identity.user.User;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.home.Production;
import io.vox.server.platform.home.StartException;
import io.vox.server.platform.home.VoxHome;
import io.vox.server.platform.secret.RandomToken;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs and reads the tokens that people's requests carry: JWTs (HS256) that name the user, the workspace and the session.
 * What the user may do is not in them: that is asked with every request ({@link SessionReader}). Made at the start, which
 * fails if the secret will not do. Thread-safe.
 */
@Context
public final class AccessTokens {
    private static final String ISSUER = "vox";
    private static final String AUDIENCE = "vox-api";
    private static final String WORKSPACE = "wsp";
    private static final String SESSION = "sid";
    private static final String EPOCH = "epoch";
    private static final String AUTHENTICATED_AT = "auth_time";
    private static final int SHORTEST_SECRET = 32;

    private final Clock clock;
    private final Duration life;
    private final MACSigner signer;
    private final JWSVerifier verifier;

    AccessTokens(IdentityConfiguration configuration, VoxHome home, Production production, Clock clock) {
        String secret = configuration.jwtSecret();
        if (secret == null) {
            production.require("VOX_IDENTITY_JWT_SECRET");
        }
        byte[] key = (secret == null ? home.key("jwt", RandomToken::create) : secret).getBytes(StandardCharsets.UTF_8);
        if (key.length < SHORTEST_SECRET) {
            throw StartException.configuration(
                    "VOX_IDENTITY_JWT_SECRET must have at least " + SHORTEST_SECRET + " characters.");
        }
        try {
            this.signer = new MACSigner(key);
            this.verifier = new MACVerifier(key);
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign access tokens", e);
        }
        this.clock = clock;
        this.life = configuration.accessTokenLife();
    }

    /** Signs a token of no session, which ends by itself. */
    public AccessToken issue(User user, WorkspaceId workspaceId) {
        return issue(user, workspaceId, null, Instant.now(clock));
    }

    /**
     * Signs a token for a user in a workspace.
     *
     * @param sessionId with which it ends; null = none
     * @param since when the user showed a password or the like
     */
    AccessToken issue(User user, WorkspaceId workspaceId, @Nullable String sessionId, Instant since) {
        Instant now = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = now.plus(life);
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(AUDIENCE)
                        .subject(user.id().value())
                        .claim(WORKSPACE, workspaceId.value())
                        .claim(SESSION, sessionId)
                        .claim(EPOCH, user.tokenEpoch())
                        .claim(AUTHENTICATED_AT, since.getEpochSecond())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(expiresAt))
                        .build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign an access token", e);
        }
        return new AccessToken(token.serialize(), expiresAt);
    }

    /** Reads a token; empty if it is not ours, not for us or over. */
    Optional<Claims> read(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            // Compared first: the token must not choose how it is checked.
            if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) || !jwt.verify(verifier)) {
                return Optional.empty();
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Date expiresAt = claims.getExpirationTime();
            if (!ISSUER.equals(claims.getIssuer())
                    || !claims.getAudience().contains(AUDIENCE)
                    || expiresAt == null
                    || !expiresAt.toInstant().isAfter(Instant.now(clock))) {
                return Optional.empty();
            }
            String subject = claims.getSubject();
            String workspace = claims.getStringClaim(WORKSPACE);
            Integer epoch = claims.getIntegerClaim(EPOCH);
            Long since = claims.getLongClaim(AUTHENTICATED_AT);
            if (subject == null || workspace == null || epoch == null || since == null) {
                return Optional.empty();
            }
            return Optional.of(new Claims(
                    new UserId(subject),
                    new WorkspaceId(workspace),
                    claims.getStringClaim(SESSION),
                    epoch,
                    Instant.ofEpochSecond(since)));
        } catch (ParseException | JOSEException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /**
     * What a token says.
     *
     * @param sessionId null = it belongs to none
     * @param since when the user showed a password or the like
     */
    record Claims(
            UserId userId,
            WorkspaceId workspaceId,
            @Nullable String sessionId,
            int epoch,
            Instant since) {}

    /** A signed token and when it ceases to be valid. */
    public record AccessToken(String value, Instant expiresAt) {
        /** Never the token. */
        @Override
        public String toString() {
            return "AccessToken[" + expiresAt + "]";
        }
    }
}
