package io.vox.agent.worker

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import com.networknt.schema.SchemaLocation
import com.networknt.schema.SchemaRegistry
import com.networknt.schema.dialect.OpenApi30
import groovy.transform.CompileStatic
import java.nio.file.Files
import java.nio.file.Path
import org.snakeyaml.engine.v2.api.Load
import org.snakeyaml.engine.v2.api.LoadSettings
import org.snakeyaml.engine.v2.schema.CoreSchema

/** Compares what is sent with the schemas of the contract. Thread-safe. */
@CompileStatic
class Contract {
    private static final String NAME = 'https://vox.example/openapi.json'
    private static final ObjectMapper JSON = new ObjectMapper()

    private static final SchemaRegistry REGISTRY = registry()

    /** What is wrong with {@code body}, a line each. */
    static List<String> problems(String schema, String body) {
        JsonNode node = JSON.readTree(body)
        return REGISTRY.getSchema(SchemaLocation.of("$NAME#/components/schemas/$schema" as String)).validate(node)
                .collect { "$schema: $it" as String }
    }

    private static SchemaRegistry registry() {
        Path file = ['../openapi.yaml', 'openapi.yaml'].collect { Path.of(it) }.find { Files.exists(it) }
        def settings = LoadSettings.builder().setSchema(new CoreSchema()).setMaxAliasesForCollections(1000)
                .setCodePointLimit(10_000_000).build()
        String json = JSON.writeValueAsString(new Load(settings).loadFromString(Files.readString(file)))
        return SchemaRegistry.withDialect(OpenApi30.instance) { it.schemas([(NAME): json]) }
    }
}
