package io.vox.agent.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.Serial;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes text and JSON safe inside an HTML page. */
final class ScriptBlock {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter WRITER = MAPPER.writer(new MarkupEscapes());

    private ScriptBlock() {}

    /**
     * Renders JSON that cannot end or reopen a script element, whatever its strings hold: {@code < > & '} and the line
     * separators U+2028 and U+2029 are written as escapes, which mean the same to a JSON parser.
     */
    static String json(JsonNode node) {
        try {
            return WRITER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree could not be written", impossible);
        }
    }

    /** Renders text for the content of an element. */
    static String text(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            switch (character) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(breaksLine(character) ? ' ' : character);
            }
        }
        return escaped.toString();
    }

    private static boolean breaksLine(char character) {
        return Character.isISOControl(character) || isSeparator(character);
    }

    private static boolean isSeparator(int character) {
        return character == 0x2028 || character == 0x2029;
    }

    private static final class MarkupEscapes extends CharacterEscapes {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            for (char character : "<>&'\u007f".toCharArray()) {
                codes[character] = ESCAPE_CUSTOM;
            }
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            // A lone half of a surrogate pair has no UTF-8 form and would be lost on the way to the file.
            boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
            if (character >= 0x80 && !isSeparator(character) && !half) {
                return null;
            }
            return new SerializedString(String.format(Locale.ROOT, "\\u%04x", character));
        }
    }
}
