package io.vox.server.evaluation.agenttoken;

import io.vox.server.platform.secret.RandomToken;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The text of a token: {@code vox_eat_}, 43 random characters, and six that check the others. Scanners for leaked secrets
 * know it by its form, and a mistyped one is refused without a look into the database.
 */
public final class AgentTokenSecret {
    static final String PREFIX = "vox_eat_";

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CHECK_CHARACTERS = 6;
    private static final int SHOWN_CHARACTERS = 4;

    private AgentTokenSecret() {}

    /** Returns a new one. */
    public static String create() {
        String token = RandomToken.create(PREFIX);
        return token + check(token);
    }

    /** Whether a text can be a token at all. */
    static boolean isWhole(String text) {
        int end = text.length() - CHECK_CHARACTERS;
        return text.startsWith(PREFIX)
                && end > PREFIX.length()
                && check(text.substring(0, end)).equals(text.substring(end));
    }

    /** Returns the part that may be shown. */
    public static String shown(String token) {
        return token.substring(0, PREFIX.length() + SHOWN_CHARACTERS);
    }

    private static String check(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        long rest = sum.getValue();
        char[] check = new char[CHECK_CHARACTERS];
        for (int i = CHECK_CHARACTERS - 1; i >= 0; i--) {
            check[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(check);
    }
}
