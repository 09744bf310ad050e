package io.vox.agent.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page without its contents: markup, one style sheet and the scripts in the order in which they build on each
 * other. Immutable.
 */
final class ReportTemplate {
    private static final List<String> SCRIPTS =
            List.of("report-words.js", "report-recording.js", "report-scope.js", "report.js");
    private static final Pattern PLACE = Pattern.compile("@([A-Z_]+)@");

    /** Writes what stands in one place of the page. */
    @FunctionalInterface
    interface Content {
        void writeTo(Writer page) throws IOException;
    }

    private final String markup;
    private final String style;
    private final String script;

    private ReportTemplate(String markup, String style, String script) {
        this.markup = markup;
        this.style = style;
        this.script = script;
    }

    static ReportTemplate load() throws IOException {
        StringBuilder script = new StringBuilder("(() => {\n'use strict';\n");
        for (String name : SCRIPTS) {
            script.append(resource(name));
        }
        script.append("})();\n");
        return new ReportTemplate(resource("report.html"), resource("report.css"), script.toString());
    }

    /**
     * Writes the page. One pass over the template: a place name inside a content is left as it is.
     *
     * @param contents what stands in the places TITLE, RESULT and RECORDINGS
     */
    void write(Map<String, Content> contents, Writer page) throws IOException {
        Map<String, Content> places = new HashMap<>(contents);
        places.put("STYLE", out -> out.write(style));
        places.put("STYLE_HASH", out -> out.write(hash(style)));
        places.put("SCRIPT", out -> out.write(script));
        places.put("SCRIPT_HASH", out -> out.write(hash(script)));
        Matcher place = PLACE.matcher(markup);
        int written = 0;
        while (place.find()) {
            page.write(markup, written, place.start() - written);
            Content content = places.get(place.group(1));
            if (content == null) {
                throw new IllegalStateException("report.html names an unknown place: " + place.group());
            }
            content.writeTo(page);
            written = place.end();
        }
        page.write(markup, written, markup.length() - written);
    }

    private static String hash(String inlined) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(inlined.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReportTemplate.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program was built without " + name);
            }
            // A browser turns CRLF into LF before it compares the hash.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }
}
