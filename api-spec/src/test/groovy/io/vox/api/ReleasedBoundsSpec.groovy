package io.vox.api

import org.snakeyaml.engine.v2.api.Load
import org.snakeyaml.engine.v2.api.LoadSettings
import spock.lang.Specification

/** Bounds of what clients send, which openapi-diff does not compare. */
class ReleasedBoundsSpec extends Specification {
    static final List<String> UPPER = ['maximum', 'maxLength', 'maxItems', 'maxProperties']
    static final List<String> LOWER = ['minimum', 'minLength', 'minItems', 'minProperties']

    def "no bound of a request is narrower than in the released contract"() {
        when:
        def found = narrowed(read('released/openapi.yaml'), read('../openapi.yaml'))

        then:
        found == []
    }

    def "a narrower #bound is found"() {
        given:
        def released = read('../openapi.yaml')
        def present = read('../openapi.yaml')
        def schema = path.inject(present.components) { Map at, String key -> at[key] }
        schema[bound] = value

        expect:
        narrowed(released, present).size() == 1

        where:
        path                                                 | bound       | value
        ['schemas', 'Claim', 'properties', 'waitSeconds']    | 'maximum'   | 20
        ['schemas', 'Claim', 'properties', 'waitSeconds']    | 'minimum'   | 1
        ['schemas', 'Name']                                  | 'maxLength' | 20
        ['schemas', 'EvalScenarios']                         | 'maxItems'  | 5
        ['schemas', 'JobId']                                 | 'pattern'   | '^job_[0-9]{26}$'
        ['parameters', 'Limit', 'schema']                    | 'maximum'   | 50
    }

    def "a wider bound is welcome, and so is a narrower one of an answer"() {
        given:
        def present = read('../openapi.yaml')
        present.components.schemas.Claim.properties.waitSeconds.maximum = 60
        present.components.schemas.Claim.properties.waitSeconds.remove('minimum')
        present.components.schemas.HeartbeatAnswer.properties.heartbeatSeconds.maximum = 60

        expect:
        narrowed(read('../openapi.yaml'), present) == []
    }

    /** Names every schema that a request is made of and that takes less than it did. */
    private static List<String> narrowed(Map released, Map present) {
        def before = requestSchemas(released)
        def now = requestSchemas(present)
        before.keySet().intersect(now.keySet()).collectMany { place ->
            def old = before[place]
            def current = now[place]
            (UPPER.findAll { current[it] != null && (old[it] == null || current[it] < old[it]) }
                + LOWER.findAll { current[it] != null && (old[it] == null || current[it] > old[it]) }
                + (current.pattern != null && current.pattern != old.pattern ? ['pattern'] : []))
                .collect { "$place: $it ${old[it]} became ${current[it]}" as String }
        }
    }

    private static Map<String, Map> requestSchemas(Map contract) {
        Map<String, Map> found = new TreeMap<>()
        contract.paths.each { path, item ->
            (item.parameters ?: []).each { parameter(contract, path as String, it as Map, found) }
            ['get', 'put', 'post', 'delete', 'patch'].findAll { item[it] }.each { method ->
                (item[method].parameters ?: []).each { parameter(contract, "$method $path", it as Map, found) }
                (item[method].requestBody?.content ?: [:]).each { type, media ->
                    collect(contract, "$method $path", media.schema as Map, found)
                }
            }
        }
        found
    }

    private static void parameter(Map contract, String place, Map parameter, Map<String, Map> found) {
        def reference = parameter['$ref'] as String
        def name = reference?.tokenize('/')?.last()
        def meant = reference ? contract.components.parameters[name] as Map : parameter
        collect(contract, reference ? "parameter $name" : "$place, $meant.name", meant.schema as Map, found)
    }

    private static void collect(Map contract, String place, Map schema, Map<String, Map> found) {
        def name = (schema['$ref'] as String)?.tokenize('/')?.last()
        def key = name ?: place
        def meant = name ? contract.components.schemas[name] as Map : schema
        if (found.putIfAbsent(key, meant) != null) {
            return
        }
        (meant.properties ?: [:]).each { property, type -> collect(contract, "$key.$property", type as Map, found) }
        if (meant.items) {
            collect(contract, "$key[]", meant.items as Map, found)
        }
    }

    private static Map read(String file) {
        new File(file).withInputStream { new Load(LoadSettings.builder().build()).loadFromInputStream(it) } as Map
    }
}
