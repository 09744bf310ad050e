package io.vox.api

import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import io.micronaut.context.ApplicationContext
import io.micronaut.serde.ObjectMapper
import org.snakeyaml.engine.v2.api.Load
import org.snakeyaml.engine.v2.api.LoadSettings
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

class WireTypesSpec extends Specification {
    // Null is part of an answer, so the server writes it; what was never there is null too then.
    @Shared
    @AutoCleanup
    ApplicationContext context = ApplicationContext.run('micronaut.serde.serialization.inclusion': 'ALWAYS')

    @Shared
    ObjectMapper mapper = context.getBean(ObjectMapper)

    static final Map CONTRACT = WireTypesSpec.getResourceAsStream('/io/vox/api/openapi.yaml').withStream {
        new Load(LoadSettings.builder().build()).loadFromInputStream(it)
    } as Map

    static final Map<String, Map> EXAMPLES = (CONTRACT.components.schemas as Map<String, Map>)
        .findAll { name, schema -> schema.type == 'object' && schema.example != null }

    def "the example of #name is read into its type and written as it was"() {
        given:
        def type = Class.forName("io.vox.api.model.$name")
        def example = EXAMPLES[name].example

        when:
        def value = mapper.readValue(JsonOutput.toJson(example), type)
        def written = new JsonSlurper().parseText(mapper.writeValueAsString(value))

        then:
        withoutNulls(written) == withoutNulls(new JsonSlurper().parseText(JsonOutput.toJson(example)))
        requiredNulls(example) == [] || (written as Map).keySet().containsAll(requiredNulls(example))

        where:
        name << EXAMPLES.keySet()
    }

    def "a type is made of every object schema, and of no other"() {
        given:
        def sources = new File('target/generated-sources/openapi/src/main/java/io/vox/api/model')

        expect:
        sources.list().collect { it - '.java' } as Set == (CONTRACT.components.schemas as Map<String, Map>)
            .findAll { name, schema -> schema.type == 'object' || schema.enum }.keySet()
    }

    private static List requiredNulls(Map example) {
        example.findAll { key, value -> value == null }.keySet() as List
    }

    private static Object withoutNulls(Object value) {
        if (value instanceof Map) {
            return value.findAll { it.value != null }.collectEntries { [it.key, withoutNulls(it.value)] }
        }
        if (value instanceof List) {
            return value.collect { withoutNulls(it) }
        }
        value instanceof Number ? value.toBigDecimal().stripTrailingZeros() : value
    }
}
