package io.vox.server.evaluation.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The published schema of steps, one for each action. Loaded when it is first needed. Immutable. */
final class StepSchemas {
    private static final String RESOURCE = "scenario.schema.json";
    private static final String LOCATION = "https://vox.example/" + RESOURCE;

    private final Map<String, StepSchema> byAction;
    private final int mostSteps;

    private StepSchemas() {
        String text = read();
        JsonNode definitions = tree(text).required("$defs");
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(LOCATION, text)));
        Map<String, StepSchema> schemas = new LinkedHashMap<>();
        for (JsonNode action : definitions.at("/step/properties/action/enum")) {
            String name = action.asText();
            Schema schema = registry.getSchema(SchemaLocation.of(LOCATION + "#/$defs/" + name));
            schemas.put(name, new StepSchema(schema, definitions.required(name).required("properties")));
        }
        this.byAction = Map.copyOf(schemas);
        this.mostSteps = definitions.at("/steps/maxItems").asInt();
    }

    static StepSchemas get() {
        return Holder.SCHEMAS;
    }

    Map<String, StepSchema> byAction() {
        return byAction;
    }

    int mostSteps() {
        return mostSteps;
    }

    /**
     * The rules of one action.
     *
     * @param properties schemas of its fields, by name
     */
    record StepSchema(Schema schema, JsonNode properties) {
        List<String> fields() {
            List<String> names = new ArrayList<>();
            properties.fieldNames().forEachRemaining(names::add);
            return names;
        }
    }

    private static String read() {
        try (InputStream input = Objects.requireNonNull(StepSchemas.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads on first use: a server that only serves boards never does. */
    private static final class Holder {
        static final StepSchemas SCHEMAS = new StepSchemas();
    }
}
