package io.vox.server.identity.key;

import io.vox.server.platform.secret.RandomToken;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The text of a key: {@code vox_live_}, 43 random characters, and a checksum of these of 6 characters (CRC-32 in base 62, most
 * significant first), so that scanners tell a leaked key from what only looks like one without asking anybody, and a mistyped
 * key costs no query. The form is part of the contract.
 */
record ApiKeySecret(String value) {
    static final String PREFIX = "vox_live_";

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM = 43;
    private static final int CHECKSUM = 6;
    private static final int SHOWN = 4;

    static ApiKeySecret create() {
        String random = RandomToken.random(RANDOM);
        return new ApiKeySecret(PREFIX + random + checksum(random));
    }

    /** Whether a text is a key that somebody made, as far as its form tells. */
    static boolean isWellFormed(String text) {
        int end = PREFIX.length() + RANDOM;
        return text.length() == end + CHECKSUM
                && text.startsWith(PREFIX)
                && text.substring(end).equals(checksum(text.substring(PREFIX.length(), end)));
    }

    /** Returns the first characters, by which people tell keys apart. */
    String prefix() {
        return value.substring(0, PREFIX.length() + SHOWN);
    }

    byte[] hash() {
        return RandomToken.hash(value);
    }

    private static String checksum(String random) {
        CRC32 crc = new CRC32();
        crc.update(random.getBytes(StandardCharsets.UTF_8));
        long rest = crc.getValue();
        char[] text = new char[CHECKSUM];
        for (int i = CHECKSUM - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(text);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return prefix();
    }
}
