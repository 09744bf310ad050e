package io.vox.server.platform.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.LimitingStream.RemainingLimits;
import io.micronaut.serde.jackson.JacksonDecoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads what JSON says and nothing that is like it: the framework's decoder takes a list of one text for the text, a number
 * for a text and a text for a number. Refuses each where it stands. Of one thread.
 */
final class StrictDecoder implements Decoder {
    private final JsonParser parser;
    private final Decoder decoder;

    /**
     * Creates one at the beginning of a document.
     *
     * @throws IOException if there is none, or it is no JSON
     */
    StrictDecoder(JsonParser parser, RemainingLimits limits) throws IOException {
        this.parser = parser;
        this.decoder = JacksonDecoder.create(parser, limits);
    }

    private Decoder text() throws IOException {
        return require(next() == JsonToken.VALUE_STRING, "is no text");
    }

    private Decoder truth() throws IOException {
        return require(next().isBoolean(), "is neither true nor false");
    }

    private Decoder number() throws IOException {
        return require(next().isNumeric(), "is no number");
    }

    private Decoder require(boolean holds, String message) throws IOException {
        if (!holds) {
            throw decoder.createDeserializationException(message, null);
        }
        return decoder;
    }

    private JsonToken next() throws IOException {
        // Has the decoder look at the next token, which is the parser's current one then.
        decoder.hasNextArrayValue();
        return parser.currentToken();
    }

    @Override
    public Decoder decodeArray(Argument<?> type) throws IOException {
        decoder.decodeArray(type);
        return this;
    }

    @Override
    public boolean hasNextArrayValue() throws IOException {
        return decoder.hasNextArrayValue();
    }

    @Override
    public Decoder decodeObject(Argument<?> type) throws IOException {
        decoder.decodeObject(type);
        return this;
    }

    @Override
    public @Nullable String decodeKey() throws IOException {
        return decoder.decodeKey();
    }

    @Override
    public String decodeString() throws IOException {
        return text().decodeString();
    }

    @Override
    public boolean decodeBoolean() throws IOException {
        return truth().decodeBoolean();
    }

    @Override
    public byte decodeByte() throws IOException {
        return number().decodeByte();
    }

    @Override
    public short decodeShort() throws IOException {
        return number().decodeShort();
    }

    @Override
    public char decodeChar() throws IOException {
        return text().decodeChar();
    }

    @Override
    public Number decodeNumber() throws IOException {
        return number().decodeNumber();
    }

    @Override
    public int decodeInt() throws IOException {
        return number().decodeInt();
    }

    @Override
    public long decodeLong() throws IOException {
        return number().decodeLong();
    }

    @Override
    public float decodeFloat() throws IOException {
        return number().decodeFloat();
    }

    @Override
    public double decodeDouble() throws IOException {
        return number().decodeDouble();
    }

    @Override
    public BigInteger decodeBigInteger() throws IOException {
        return number().decodeBigInteger();
    }

    @Override
    public BigDecimal decodeBigDecimal() throws IOException {
        return number().decodeBigDecimal();
    }

    @Override
    public byte[] decodeBinary() throws IOException {
        return text().decodeBinary();
    }

    @Override
    public boolean decodeNull() throws IOException {
        return decoder.decodeNull();
    }

    @Override
    public @Nullable Object decodeArbitrary() throws IOException {
        return decoder.decodeArbitrary();
    }

    @Override
    public JsonNode decodeNode() throws IOException {
        return decoder.decodeNode();
    }

    @Override
    public Decoder decodeBuffer() throws IOException {
        return decoder.decodeBuffer();
    }

    @Override
    public void skipValue() throws IOException {
        decoder.skipValue();
    }

    @Override
    public void finishStructure() throws IOException {
        decoder.finishStructure();
    }

    @Override
    public void finishStructure(boolean consumeLeftElements) throws IOException {
        decoder.finishStructure(consumeLeftElements);
    }

    @Override
    public IOException createDeserializationException(String message, @Nullable Object invalidValue) {
        return decoder.createDeserializationException(message, invalidValue);
    }
}
