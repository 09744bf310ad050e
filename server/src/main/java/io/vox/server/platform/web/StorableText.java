package io.vox.server.platform.web;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Reads the texts of JSON and refuses, where they stand, what JSON can write and a database cannot store: U+0000, and halves
 * of characters beyond U+FFFF. Stateless.
 */
@Singleton
@Order(-100)
final class StorableText implements Deserializer<String> {
    @Override
    public String deserialize(Decoder decoder, DecoderContext context, Argument<? super String> type)
            throws IOException {
        String text = decoder.decodeString();
        if (!isStorable(text)) {
            throw decoder.createDeserializationException("holds a character that cannot be stored", null);
        }
        return text;
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
