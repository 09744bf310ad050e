package io.vox.server.platform.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * Tokens of 32 random bytes (43 characters of 62, 256 bits) and their SHA-256. With so much randomness a fast digest
 * without salt is enough: there is nothing to guess.
 */
public final class RandomToken {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CHARACTERS = 43;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomToken() {}

    /** Returns a new token of letters and digits. */
    public static String create() {
        return random(CHARACTERS);
    }

    /** Returns a new token behind a prefix that tells people, and scanners for leaked secrets, what it is. */
    public static String create(String prefix) {
        return prefix + random(CHARACTERS);
    }

    /** Returns random letters and digits, 5.95 bits each. */
    public static String random(int characters) {
        StringBuilder text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** Returns random decimal digits. */
    public static String digits(int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append((char) ('0' + RANDOM.nextInt(10)));
        }
        return text.toString();
    }

    /** Returns random bytes. */
    public static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Returns the SHA-256 of a token, 32 bytes, which is all that is stored of it. */
    public static byte[] hash(String token) {
        return sha256(token.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
