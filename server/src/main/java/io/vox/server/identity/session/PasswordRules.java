package io.vox.server.identity.session;

import io.vox.server.platform.problem.InvalidRequestException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a password must be beside long enough, which the contract says: hard to guess for who knows the person or the lists
 * (CALY-AUTH-02, NIST SP 800-63B). What is long needs nothing else.
 */
public final class PasswordRules {
    private static final int LONG = 20;
    private static final int FEWEST_CHARACTERS = 5;
    private static final int SHORTEST_PART = 4;
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern DIGIT = Pattern.compile("\\p{N}");
    private static final Pattern OTHER = Pattern.compile("[^\\p{L}\\p{N}]");
    private static final Pattern NO_LETTER = Pattern.compile("[^a-z]");
    /** What is left of the favourites of every list without digits and signs. */
    private static final Set<String> FAVOURITES = Set.of(
            "password",
            "passwort",
            "passwordpassword",
            "qwerty",
            "qwertyuiop",
            "qwertyqwerty",
            "letmein",
            "welcome",
            "admin",
            "administrator",
            "iloveyou",
            "changeme",
            "changemenow",
            "secret",
            "abc",
            "abcdefgh",
            "test",
            "login",
            "dragon",
            "monkey",
            "football",
            "baseball",
            "sunshine",
            "princess",
            "asdfghjkl",
            "zxcvbnm",
            "vox");

    private PasswordRules() {}

    /**
     * Refuses a weak password.
     *
     * @param pointer to it in the body
     * @param about address and name of the person, which it must not be made of
     * @throws InvalidRequestException if it is weak, saying why
     */
    public static void require(String pointer, String password, String... about) {
        String lower = password.toLowerCase(Locale.ROOT);
        if (password.codePoints().distinct().count() < FEWEST_CHARACTERS) {
            throw new InvalidRequestException(pointer, "must have at least 5 different characters");
        }
        if (password.length() < LONG && kinds(password) < 2) {
            throw new InvalidRequestException(
                    pointer, "must have 20 characters, or two of letters, digits and other characters");
        }
        if (FAVOURITES.contains(NO_LETTER.matcher(lower).replaceAll(""))) {
            throw new InvalidRequestException(pointer, "is one of those that everybody tries first");
        }
        for (String text : about) {
            for (String part : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
                if (part.length() >= SHORTEST_PART && password.length() < LONG && lower.contains(part)) {
                    throw new InvalidRequestException(pointer, "must not have name or address in it");
                }
            }
        }
    }

    private static int kinds(String password) {
        return (LETTER.matcher(password).find() ? 1 : 0)
                + (DIGIT.matcher(password).find() ? 1 : 0)
                + (OTHER.matcher(password).find() ? 1 : 0);
    }
}
