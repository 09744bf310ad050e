package io.vox.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.vox.sdk.api.ApiClient;

/** Writes documents as the contract has them: the same names, order and values. */
public final class Json {
    private static final ObjectMapper MAPPER = ApiClient.createDefaultObjectMapper();
    private static final ObjectWriter PRETTY = MAPPER.writer(pretty());

    private Json() {}

    /** A document over several lines. */
    public static String pretty(Object document) {
        return write(PRETTY, document);
    }

    /** A document on one line. */
    public static String line(Object document) {
        return write(MAPPER.writer(), document);
    }

    private static DefaultPrettyPrinter pretty() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    }

    private static String write(ObjectWriter writer, Object document) {
        try {
            return writer.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + document.getClass(), e);
        }
    }
}
