package io.vox.server.identity.setup;

import io.vox.server.identity.session.IdentityConfiguration;
import io.vox.server.platform.home.VoxHome;
import io.vox.server.platform.secret.RandomToken;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What somebody has to know to set a new installation up: who can read its files or its configuration. Thread-safe. */
@Singleton
final class InitCode {
    private static final Logger LOG = LoggerFactory.getLogger(InitCode.class);
    private static final String KEY = "init-code";
    private static final int GROUP = 4;

    private final @Nullable String configured;
    private final VoxHome home;

    InitCode(IdentityConfiguration configuration, VoxHome home) {
        this.configured = configuration.initCode();
        this.home = home;
    }

    /** Tells where the code is, never what it is. */
    void announce() {
        if (configured == null) {
            code();
            LOG.info("This server is not set up yet; the init code is in {}", home.keyFile(KEY));
        } else {
            LOG.info("This server is not set up yet; the init code is the configured one");
        }
    }

    boolean matches(String given) {
        return MessageDigest.isEqual(
                code().getBytes(StandardCharsets.UTF_8), given.strip().getBytes(StandardCharsets.UTF_8));
    }

    private String code() {
        return configured == null ? home.key(KEY, InitCode::create) : configured;
    }

    /** 20 characters of 36, in groups that can be read aloud. */
    private static String create() {
        String[] groups = new String[5];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = RandomToken.random(GROUP).toLowerCase(Locale.ROOT);
        }
        return String.join("-", groups);
    }
}
