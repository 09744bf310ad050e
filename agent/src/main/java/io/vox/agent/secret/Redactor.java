package io.vox.agent.secret;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

    private static final List<Rule> LOOKS = List.of(
            new Rule("vox_(?:live|pub|eat)_[0-9A-Za-z_-]{8,}", STAND_IN),
            new Rule("(?i)\\b(bearer|basic)\\s+[0-9A-Za-z._~+/=-]{8,}", "$1 " + STAND_IN),
            new Rule("\\beyJ[0-9A-Za-z_-]{8,}\\.[0-9A-Za-z_-]{8,}\\.[0-9A-Za-z_-]*", STAND_IN),
            new Rule("(?i)\\b([a-z][a-z0-9+.-]*://[^/\\s:@\"']*):[^/\\s@\"']+@", "$1:" + STAND_IN + "@"),
            new Rule(
                    "(?i)([?&](?:access_?token|token|api_?key|key|secret|password|signature|sig|code|auth)=)[^&#\\s\"']+",
                    "$1" + STAND_IN));

    private final List<String> known;

    private Redactor(List<String> known) {
        this.known = known;
    }

    /** Makes a redactor that knows these secrets; those under six characters are passed over. */
    public static Redactor of(Collection<String> secrets) {
        return new Redactor(secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
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
        for (String secret : known) {
            for (String written : forms(secret)) {
                redacted = redacted.replace(written, STAND_IN);
            }
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
        String redacted = bytes(known).redact(text);
        if (redacted.equals(text)) {
            return false;
        }
        Files.writeString(file, redacted, StandardCharsets.ISO_8859_1);
        return true;
    }

    private static Redactor bytes(List<String> secrets) {
        return new Redactor(secrets.stream()
                .map(secret -> new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .toList());
    }

    /** How a secret may be written: as it is, in JSON, in an address, in a page, in a header. */
    private static Set<String> forms(String secret) {
        String inAddress = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return new LinkedHashSet<>(List.of(
                secret,
                secret.replace("\\", "\\\\").replace("\"", "\\\""),
                inAddress,
                inAddress.replace("+", "%20"),
                secret.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;"),
                Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8))));
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
