package io.vox.agent.secret;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts {@code [secret]} in the place of secrets: of those that are known, and of what looks like one (tokens of ours,
 * bearer tokens, signed tokens, passwords in addresses). Immutable and thread-safe.
 */
public final class Redactor {
    private static final String STAND_IN = "[secret]";
    /** A shorter one would be found in ordinary words. */
    private static final int SHORTEST = 6;

    private static final HexFormat DIGITS = HexFormat.of();

    private static final List<Rule> LOOKS = List.of(
            new Rule("vox_(?:live|pub|eat)_[0-9A-Za-z_-]{8,}", STAND_IN),
            new Rule("(?i)\\b(bearer|basic)\\s+[0-9A-Za-z._~+/=-]{8,}", "$1 " + STAND_IN),
            new Rule("\\beyJ[0-9A-Za-z_-]{8,}\\.[0-9A-Za-z_-]{8,}\\.[0-9A-Za-z_-]*", STAND_IN),
            new Rule("(?i)\\b([a-z][a-z0-9+.-]*://[^/\\s:@\"']*):[^/\\s@\"']+@", "$1:" + STAND_IN + "@"),
            new Rule(
                    "(?i)([?&](?:access_?token|token|api_?key|key|secret|password|signature|sig|code|auth)=)[^&#\\s\"']+",
                    "$1" + STAND_IN));

    private final List<String> known;
    private final List<String> written;

    private Redactor(List<String> known, List<String> written) {
        this.known = known;
        this.written = written;
    }

    /** Makes a redactor that knows these secrets; those under six characters are passed over. */
    public static Redactor of(Collection<String> secrets) {
        List<String> known = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .toList();
        return new Redactor(
                known,
                known.stream()
                        .flatMap(Redactor::forms)
                        .distinct()
                        // One that holds another goes first.
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList());
    }

    /** The same with more secrets. */
    public Redactor with(Collection<String> more) {
        return of(Stream.concat(known.stream(), more.stream()).toList());
    }

    /** Replaces the secrets of a text. */
    public String redact(String text) {
        String redacted = text;
        for (String form : written) {
            redacted = redacted.replace(form, STAND_IN);
        }
        for (Rule rule : LOOKS) {
            redacted = rule.look().matcher(redacted).replaceAll(rule.replacement());
        }
        return redacted;
    }

    /** Replaces the secrets of a text file in place; answers whether there were any. */
    public boolean redact(Path file) throws IOException {
        // Bytes that are no UTF-8 stay what they are this way.
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        String redacted = inBytes().redact(text);
        if (redacted.equals(text)) {
            return false;
        }
        Files.writeString(file, redacted, StandardCharsets.ISO_8859_1);
        return true;
    }

    /** The same for a text of which each character stands for a byte. */
    private Redactor inBytes() {
        return new Redactor(
                known,
                written.stream()
                        .map(form -> new String(form.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                        .toList());
    }

    /** How a secret may be written: as it is, in JSON, in an address, in a page, in a header. */
    private static Stream<String> forms(String secret) {
        String inAddress = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return Stream.of(
                secret,
                inJson(secret, DIGITS, false),
                inJson(secret, DIGITS.withUpperCase(), false),
                inJson(secret, DIGITS, true),
                inJson(secret, DIGITS.withUpperCase(), true),
                inAddress,
                inAddress.replace("+", "%20"),
                secret.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;"),
                Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /** Some write the digits in capitals, and some all that is no ASCII by its number (RFC 8259, section 7). */
    private static String inJson(String secret, HexFormat digits, boolean ascii) {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < secret.length(); i++) {
            char character = secret.charAt(i);
            switch (character) {
                case '"', '\\' -> json.append('\\').append(character);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                default -> {
                    if (character < ' ' || (ascii && character > 0x7f)) {
                        json.append("\\u").append(digits.toHexDigits(character));
                    } else {
                        json.append(character);
                    }
                }
            }
        }
        return json.toString();
    }

    /** Says nothing of the secrets. */
    @Override
    public String toString() {
        return "Redactor";
    }

    private record Rule(Pattern look, String replacement) {
        Rule(String look, String replacement) {
            this(Pattern.compile(look), replacement);
        }
    }
}
