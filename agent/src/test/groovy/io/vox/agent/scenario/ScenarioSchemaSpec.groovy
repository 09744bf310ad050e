package io.vox.agent.scenario

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import com.networknt.schema.Schema
import com.networknt.schema.SchemaLocation
import com.networknt.schema.SchemaRegistry
import com.networknt.schema.SpecificationVersion
import org.snakeyaml.engine.v2.api.Load
import org.snakeyaml.engine.v2.api.LoadSettings
import org.snakeyaml.engine.v2.schema.CoreSchema
import spock.lang.Shared
import spock.lang.Specification

/** The published schema and the parser must not come apart: an editor that shows no error promises a file that runs. */
class ScenarioSchemaSpec extends Specification {

    @Shared
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)

    @Shared
    ObjectMapper mapper = new ObjectMapper()

    def "the schema accepts what the parser accepts: #text"() {
        expect:
        schema(kind.name().toLowerCase()).validate(json(text)).isEmpty()

        where:
        [kind, text] << ScenarioDocuments.GOOD
    }

    def "the schema refuses what the parser refuses: #text"() {
        expect:
        !schema(kind.name().toLowerCase()).validate(json(text)).isEmpty()

        where:
        [kind, text, problems] << ScenarioDocuments.BAD
    }

    def "a #name schema is itself a valid schema"() {
        given:
        def meta = registry.getSchema(SchemaLocation.of('https://json-schema.org/draft/2020-12/schema'))

        expect:
        meta.validate(resource(name)).isEmpty()

        where:
        name << ['application', 'scenario', 'vox']
    }

    def "the schema knows exactly the actions and lines that the parser knows"() {
        given:
        def definitions = resource('scenario').get('$defs')

        expect:
        texts(definitions.at('/step/properties/action/enum')) == Action.values()*.yamlName()
        texts(definitions.at('/corpusId/enum')) == StandardScenarios.CORPUS_IDS
    }

    def "the scenarios that come with the product keep to the schema"() {
        expect:
        schema('scenario').validate(json(text)).isEmpty()

        where:
        text << ['standard', 'demo'].collect { StandardScenarios.getResource("${it}.yaml").text }
    }

    private static List<String> texts(JsonNode array) {
        array.collect { it.asText() }
    }

    private Schema schema(String name) {
        registry.getSchema(SchemaLocation.of("classpath:io/vox/agent/scenario/${name}.schema.json"))
    }

    private JsonNode resource(String name) {
        mapper.readTree(StandardScenarios.getResource("${name}.schema.json"))
    }

    private JsonNode json(String yaml) {
        mapper.valueToTree(new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml))
    }
}
