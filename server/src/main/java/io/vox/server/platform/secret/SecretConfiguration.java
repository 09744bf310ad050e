package io.vox.server.platform.secret;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/**
 * What secrets are sealed with.
 *
 * @param masterKey {@code ID:BASE64}, 32 bytes, kept outside the database ({@code VOX_SECRET_MASTER_KEY}); behind a comma
 *     those that it replaced, until everything is sealed with the first; null = {@code VOX_HOME/keys/master}
 */
@ConfigurationProperties("vox.secret")
public record SecretConfiguration(@Nullable String masterKey) {
    /** Never the key. */
    @Override
    public String toString() {
        return "SecretConfiguration[]";
    }
}
