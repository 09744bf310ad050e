package io.vox.server.platform.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.io.buffer.ByteBuffer;
import io.micronaut.core.io.buffer.ReferenceCounted;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.Headers;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.body.MessageBodyReader;
import io.micronaut.http.codec.CodecException;
import io.micronaut.jackson.core.parser.JacksonCoreParserFactory;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.LimitingStream;
import io.micronaut.serde.SerdeRegistry;
import io.micronaut.serde.config.SerdeConfiguration;
import io.micronaut.serde.exceptions.SerdeException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies of JSON: one value, with nothing behind it, and of each member the kind that the contract says ({@link
 * StrictDecoder}). Thread-safe.
 *
 * @param <T> what is read
 */
@Singleton
@Consumes(MediaType.APPLICATION_JSON)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StrictJson<T> implements MessageBodyReader<T> {
    private final JsonFactory factory = new JsonFactory();
    private final SerdeRegistry registry;
    private final SerdeConfiguration configuration;
    private final Map<Argument<?>, Deserializer<?>> deserializers = new ConcurrentHashMap<>();

    StrictJson(SerdeRegistry registry, SerdeConfiguration configuration) {
        this.registry = registry;
        this.configuration = configuration;
    }

    @Override
    public boolean isReadable(Argument<T> type, @Nullable MediaType mediaType) {
        return !type.getType().isArray() && !CharSequence.class.isAssignableFrom(type.getType());
    }

    @Override
    public @Nullable T read(Argument<T> type, @Nullable MediaType mediaType, Headers headers, ByteBuffer<?> bytes) {
        T value = read(type, () -> JacksonCoreParserFactory.createJsonParser(factory, bytes));
        if (bytes instanceof ReferenceCounted counted) {
            counted.release();
        }
        return value;
    }

    @Override
    public @Nullable T read(Argument<T> type, @Nullable MediaType mediaType, Headers headers, InputStream stream) {
        return read(type, () -> factory.createParser(stream));
    }

    private @Nullable T read(Argument<T> type, Opening opening) {
        try (JsonParser parser = opening.open()) {
            StrictDecoder decoder = new StrictDecoder(parser, LimitingStream.limitsFromConfiguration(configuration));
            T value = deserializer(type).deserializeNullable(decoder, registry.newDecoderContext(Object.class), type);
            if (parser.nextToken() != null) {
                throw new SerdeException("there is more behind the value");
            }
            return value;
        } catch (IOException e) {
            throw new CodecException("Cannot read a body of JSON: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked") // Kept by the type that it reads.
    private Deserializer<T> deserializer(Argument<T> type) throws SerdeException {
        Deserializer<?> known = deserializers.get(type);
        if (known == null) {
            Deserializer.DecoderContext context = registry.newDecoderContext(Object.class);
            known = context.findDeserializer(type).createSpecific(context, type);
            deserializers.put(type, known);
        }
        return (Deserializer<T>) known;
    }

    @FunctionalInterface
    private interface Opening {
        JsonParser open() throws IOException;
    }
}
