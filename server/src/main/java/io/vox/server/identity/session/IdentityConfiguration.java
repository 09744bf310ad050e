package io.vox.server.identity.session;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How people get in.
 *
 * @param jwtSecret signs access tokens, at least 32 characters ({@code VOX_IDENTITY_JWT_SECRET}); null = the one in
 *     {@code VOX_HOME/keys/jwt}, which servers behind one address cannot share
 * @param initCode lets first-run setup be done ({@code VOX_IDENTITY_INIT_CODE}); null = the one in
 *     {@code VOX_HOME/keys/init-code}
 * @param accessTokenLife how long an access token is valid
 * @param refreshTokenLife how long a session lasts without being refreshed
 * @param activationLife how long an activation token is valid
 * @param resetLife how long a link to choose a new password is valid
 * @param registrationLife how long a registration waits for the proof of its address
 * @param codeLife how long a code of 6 digits is valid
 */
@ConfigurationProperties("vox.identity")
public record IdentityConfiguration(
        @Nullable String jwtSecret,
        @Nullable String initCode,
        @Bindable(defaultValue = "15m") Duration accessTokenLife,
        @Bindable(defaultValue = "30d") Duration refreshTokenLife,
        @Bindable(defaultValue = "72h") Duration activationLife,
        @Bindable(defaultValue = "1h") Duration resetLife,
        @Bindable(defaultValue = "24h") Duration registrationLife,
        @Bindable(defaultValue = "10m") Duration codeLife) {
    /** Never the secrets. */
    @Override
    public String toString() {
        return "IdentityConfiguration[" + accessTokenLife + ", " + refreshTokenLife + ", " + activationLife + "]";
    }
}
