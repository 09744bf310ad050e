package io.vox.sdk;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vox.sdk.api.ApiClient;
import java.io.Serial;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The generated code's way of reading and writing JSON, with an exception of ours for what cannot be read. */
final class Json extends ObjectMapper {
    @Serial
    private static final long serialVersionUID = 1;

    Json() {
        super(ApiClient.createDefaultObjectMapper());
    }

    /** What is answered as a text, such as CSV, is no JSON: no operation answers a JSON string. */
    @Override
    @SuppressWarnings("unchecked")
    public <T> T readValue(String content, TypeReference<T> type) throws JsonProcessingException {
        if (type.getType().equals(String.class)) {
            return (T) content;
        }
        try {
            return super.readValue(content, type);
        } catch (JacksonException e) {
            throw new DecodingException(
                    "The server's answer cannot be read as %s: %s"
                            .formatted(type.getType().getTypeName(), e.getOriginalMessage()),
                    e);
        }
    }

    @Override
    public ObjectMapper copy() {
        return new Json();
    }

    /**
     * Writes a JSON text in ASCII, where the generated code would take the platform's charset for the text's: before Java 18
     * that need not be UTF-8.
     */
    static byte[] forPlatform(byte[] json, Charset platform) {
        if (platform.equals(StandardCharsets.UTF_8)) {
            return json;
        }
        String text = new String(json, StandardCharsets.UTF_8);
        StringBuilder ascii = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Outside of strings JSON has no such characters, and within them this is the same.
            if (c < 0x80) {
                ascii.append(c);
            } else {
                ascii.append("\\u%04x".formatted((int) c));
            }
        }
        return ascii.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
