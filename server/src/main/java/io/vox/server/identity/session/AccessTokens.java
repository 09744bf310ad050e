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
import io.vox.server.platform.access.BearerReader;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.Role;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.access.WorkspaceId;
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

/**
 * Signs and reads the tokens that people's requests carry: JWTs (HS256) that name the user, the workspace and the role, and
 * so need no look at the database. What changed since is seen when the token is renewed, at most 15 minutes later.
 * Made
 * at the start, which fails if the secret will not do. Thread-safe.
 */
@Context
public final class AccessTokens implements BearerReader {
    private static final String ISSUER = "vox";
    private static final String WORKSPACE = "wsp";
    private static final String ROLE = "role";
    private static final String ADMIN = "adm";
    private static final int SHORTEST_SECRET = 32;

    private final Clock clock;
    private final Duration life;
    private final MACSigner signer;
    private final JWSVerifier verifier;

    AccessTokens(IdentityConfiguration configuration, VoxHome home, Clock clock) {
        String secret = configuration.jwtSecret();
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

    /** Signs a token for a user in a workspace. */
    public AccessToken issue(User user, WorkspaceId workspaceId) {
        Instant now = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = now.plus(life);
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .subject(user.id().value())
                        .claim(WORKSPACE, workspaceId.value())
                        .claim(ROLE, user.role().name())
                        .claim(ADMIN, user.admin())
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

    @Override
    public boolean knows(String token) {
        return token.startsWith("eyJ");
    }

    @Override
    public boolean waits() {
        return false;
    }

    @Override
    public Optional<Principal> read(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            // Compared first: the token must not choose how it is checked.
            if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) || !jwt.verify(verifier)) {
                return Optional.empty();
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Date expiresAt = claims.getExpirationTime();
            if (!ISSUER.equals(claims.getIssuer())
                    || expiresAt == null
                    || !expiresAt.toInstant().isAfter(Instant.now(clock))) {
                return Optional.empty();
            }
            return Optional.of(new Principal.User(
                    new UserId(claims.getSubject()),
                    new WorkspaceId(claims.getStringClaim(WORKSPACE)),
                    Role.valueOf(claims.getStringClaim(ROLE)),
                    Boolean.TRUE.equals(claims.getBooleanClaim(ADMIN))));
        } catch (ParseException | JOSEException notOurs) {
            return Optional.empty();
        }
    }

    /** A signed token and when it ceases to be valid. */
    public record AccessToken(String value, Instant expiresAt) {
        /** Never the token. */
        @Override
        public String toString() {
            return "AccessToken[" + expiresAt + "]";
        }
    }
}
