package io.vox.server.evaluation.provider;

import io.vox.server.platform.secret.RandomToken;
import java.util.regex.Pattern;

/** Id of a provider: 12 random letters and digits, 71 bits, never changed and never used again (VOX-EVAL-01). */
public record ProviderId(String value) {
    private static final int CHARACTERS = 12;
    private static final Pattern SHAPE = Pattern.compile("[0-9A-Za-z]{12}");

    public ProviderId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not the id of a provider");
        }
    }

    public static ProviderId create() {
        return new ProviderId(RandomToken.random(CHARACTERS));
    }

    @Override
    public String toString() {
        return value;
    }
}
