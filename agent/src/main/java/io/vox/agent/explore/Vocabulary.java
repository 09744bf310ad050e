package io.vox.agent.explore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the words on buttons mean, in several languages. Immutable and thread-safe. */
final class Vocabulary {
    /** A meaning that a button's words may have. */
    enum Meaning {
        BEGIN,
        VOICE,
        AGENT,
        PROCEED,
        ICON,
        ACCEPT,
        REJECT,
        TERMS,
        UNWANTED,
        NEVER,
        MILD
    }

    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}']+");
    private static final Pattern SPACELESS_SCRIPT = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}]+[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\s]*");

    private final Map<Meaning, Pattern> patterns;

    private Vocabulary(Map<Meaning, Pattern> patterns) {
        this.patterns = patterns;
    }

    /** The words that come with the product. */
    static Vocabulary standard() {
        try (InputStream stream = Objects.requireNonNull(
                Vocabulary.class.getResourceAsStream("words.txt"), "missing resource words.txt")) {
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Vocabulary parse(String text) {
        Map<Meaning, Pattern> patterns = new EnumMap<>(Meaning.class);
        text.lines().filter(line -> line.contains("=")).forEach(line -> {
            String[] parts = line.split("=", 2);
            String alternatives = Arrays.stream(parts[1].split(","))
                    .map(Vocabulary::normalize)
                    .filter(word -> !word.isEmpty())
                    .distinct()
                    .map(Vocabulary::alternative)
                    .collect(Collectors.joining("|"));
            patterns.put(Meaning.valueOf(parts[0].strip().toUpperCase(Locale.ROOT)), Pattern.compile(alternatives));
        });
        return new Vocabulary(patterns);
    }

    // Chinese, Japanese and Korean write words without spaces between them.
    private static String alternative(String word) {
        String quoted = Pattern.quote(word);
        return SPACELESS_SCRIPT.matcher(word).matches()
                ? quoted
                : "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])";
    }

    /** Whether {@code words}, normalized, say so. */
    boolean means(String words, Meaning meaning) {
        return Objects.requireNonNull(patterns.get(meaning)).matcher(words).find();
    }

    /** Whether {@code words} are just that and nothing else. */
    boolean isOnly(String words, Meaning meaning) {
        return Objects.requireNonNull(patterns.get(meaning)).matcher(words).matches();
    }

    /** Lower case, without accents and punctuation, camelCase taken apart. */
    static String normalize(String text) {
        String apart = HUMP.matcher(text.replace('’', '\'')).replaceAll(" ");
        String plain =
                MARKS.matcher(Normalizer.normalize(apart, Normalizer.Form.NFKD)).replaceAll("");
        String composed = Normalizer.normalize(plain, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return NO_WORD.matcher(composed.replace("ß", "ss").replace("ı", "i").replace("ł", "l"))
                .replaceAll(" ")
                .strip();
    }
}
