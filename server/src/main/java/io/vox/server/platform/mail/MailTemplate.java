package io.vox.server.platform.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this server writes mails about. Each is a file of its subject, an empty line and paragraphs with {{fields}}. */
public enum MailTemplate {
    /** To somebody who registers: {@code code}, {@code link}. */
    VERIFY("verify"),
    /** To the owner of an account that somebody registers again: {@code name}, {@code link}. */
    ALREADY_REGISTERED("already-registered"),
    /** To somebody who lost a password: {@code name}, {@code link}. */
    RESET("reset"),
    /** To somebody for whom an account was made: {@code name}, {@code link}. */
    ACTIVATE("activate"),
    /** To somebody whose password was changed: {@code name}, {@code link}. */
    PASSWORD_CHANGED("password-changed");

    private static final Pattern FIELD = Pattern.compile("\\{\\{([a-z]+)}}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private final String subject;
    private final String text;

    MailTemplate(String file) {
        String content = read("/mail/" + file + ".txt");
        int end = content.indexOf('\n');
        this.subject = content.substring(0, end);
        this.text = content.substring(end).strip();
    }

    /**
     * Writes a mail.
     *
     * @param fields all that the template has; line breaks in them become spaces
     * @throws IllegalArgumentException if one is missing, or the recipient is no address
     */
    public NewMail write(String recipient, Map<String, String> fields) {
        String filled = FIELD.matcher(text).replaceAll(field -> {
            String value = fields.get(field.group(1));
            if (value == null) {
                throw new IllegalArgumentException("the mail has no " + field.group(1));
            }
            return Matcher.quoteReplacement(CONTROL.matcher(value).replaceAll(" "));
        });
        return new NewMail(recipient, subject, filled);
    }

    private static String read(String resource) {
        try (InputStream stream = Objects.requireNonNull(MailTemplate.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
