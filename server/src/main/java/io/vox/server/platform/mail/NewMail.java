package io.vox.server.platform.mail;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A mail to send. Nothing in it can become a header of its own.
 *
 * @param recipient one address
 * @param text paragraphs with an empty line between them
 */
public record NewMail(String recipient, String subject, String text) {
    public NewMail {
        if (!MailAddress.isOne(recipient)) {
            throw new IllegalArgumentException("the recipient is no address");
        }
        if (subject.isBlank() || subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the subject is not one line");
        }
    }

    /** Returns the text as HTML: paragraphs, links where a paragraph is one, and codes that are easy to read. */
    String html() {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escape(subject)
                + "</title></head>\n<body style=\"font-family: sans-serif; max-width: 36em; line-height: 1.5\">\n"
                + Arrays.stream(text.split("\n\n", -1)).map(NewMail::paragraph).collect(Collectors.joining("\n"))
                + "\n</body></html>\n";
    }

    private static String paragraph(String text) {
        String escaped = escape(text.strip());
        if (text.strip().matches("https?://\\S+")) {
            return "<p><a href=\"" + escaped + "\">" + escaped + "</a></p>";
        }
        if (text.strip().matches("[0-9]{6}")) {
            return "<p style=\"font-size: 2em; letter-spacing: 0.2em\"><strong>" + escaped + "</strong></p>";
        }
        return "<p>" + escaped + "</p>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Never the text. */
    @Override
    public String toString() {
        return "NewMail[" + subject + "]";
    }
}
