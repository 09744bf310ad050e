package io.vox.server.platform.web;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Reads the whole numbers of JSON and refuses, where they stand, those with a fraction, which would be cut off. Stateless. */
@Singleton
@Order(-100)
final class WholeNumber implements Deserializer<Integer> {
    @Override
    public Integer deserialize(Decoder decoder, DecoderContext context, Argument<? super Integer> type)
            throws IOException {
        Number number = decoder.decodeNumber();
        int whole = number.intValue();
        if (number.doubleValue() != whole) {
            throw decoder.createDeserializationException("is not a whole number of its range", null);
        }
        return whole;
    }
}
