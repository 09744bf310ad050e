package io.vox.server

import groovy.json.JsonOutput
import io.micronaut.web.router.Router
import io.vox.server.identity.user.Plan
import io.vox.server.support.Api
import io.vox.server.support.Catalog
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.nio.charset.StandardCharsets
import spock.lang.Shared
import spock.lang.Specification

/** Every operation for people, and every way to send it nonsense: each has its own answer, none is an error of ours. */
class BadInputSpec extends Specification {
    static final String SQL = "' or 1=1; drop table job; --"
    static final String NOBODY = '01kaj3qd6v0m5r8y2b4n7c9e1f'

    /** Operations whose example names what is there, or makes it. */
    static final Set<String> THERE = ['setSecret', 'setSetting', 'deleteSetting']

    @Shared
    TestServer server = TestServer.shared()

    @Shared
    Fixture.Person person = server.fixture().person(admin: true, plan: Plan.PREMIUM)

    def "#operation.operationId lets nobody in without a token that is one"() {
        expect:
        with(send(server.api(token), operation)) {
            status == 401
            code == 'unauthenticated'
            header('WWW-Authenticate') == 'Bearer'
        }

        where:
        [operation, token] << [operations().findAll { !it.open }, [null, 'nonsense', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c3IifQ.', 'vox_eat_nonsense']].combinations()
    }

    def "#operation.operationId finds nothing that is not there"() {
        when:
        Api.Answer answer = send(person.api, operation)

        then:
        answer.status == 404
        answer.code.endsWith('_not_found')
        operation.description.contains("`$answer.code`")

        where:
        operation << operations().findAll { it.parameters.any { it.in == 'path' } && !(it.operationId in THERE) }
    }

    def "#operation.operationId refuses ids that are none, by the name of the parameter"() {
        when:
        Api.Answer answer = send(person.api, operation, [(parameter): id])

        then:
        answer.status == 400
        answer.code == 'validation_failed'
        answer.pointers == ["path/$parameter" as String]
        !answer.text.contains('drop table')

        where:
        [operation, parameter, id] << operations().collectMany { operation ->
            operation.parameters.findAll { it.in == 'path' }.collectMany { parameter ->
                ['x', SQL, "job-$NOBODY" as String, 'a' * 300, 'ünïcode'].findAll { !(it ==~ resolve(parameter.schema).pattern) }.collect { [operation, parameter.name, it] }
            }
        }
    }

    def "#operation.operationId refuses #parameter=#value"() {
        when:
        Api.Answer answer = send(person.api, operation, [(parameter): value])

        then:
        answer.status == 400
        answer.code == code
        code == 'cursor_invalid' || answer.pointers == ["query/$parameter" as String]
        !answer.text.contains('drop table')

        where:
        [operation, parameter, value, code] << operations().collectMany { operation ->
            // What is in a thing that is not there is looked for before its cursor is read.
            boolean ofThing = operation.parameters.any { it.in == 'path' }
            operation.parameters.findAll { it.in == 'query' && !(ofThing && it.name == 'cursor') }
                    .collectMany { parameter -> nonsense(parameter).collect { value, code -> [operation, parameter.name, value, code] } }
        }
    }

    def "null in a list of things is refused by its place"() {
        expect:
        person.api.post('/eval-sets', [name: 'x', scenarios: [null]]).pointers == ['/scenarios/0']
    }

    def "#operation.operationId refuses a body that is #what"() {
        when:
        Api.Answer answer = send(person.api, operation, [:], body(operation.body), headers)

        then:
        answer.status == status
        answer.code == code
        !answer.text.contains('io.vox')
        !answer.text.contains('Exception')

        where:
        [operation, [what, body, headers, status, code]] << [answered().findAll { it.body && (it.forPeople || it.open) }, [
            ['of another kind', { it }, ['Content-Type': 'text/plain'], 415, 'unsupported_media_type'],
            ['a form', { 'name=x' }, ['Content-Type': 'application/x-www-form-urlencoded'], 415, 'unsupported_media_type'],
            ['empty', { '' }, [:], 400, 'validation_failed'],
            ['white', { '  \n' }, [:], 400, 'validation_failed'],
            ['null', { 'null' }, [:], 400, 'validation_failed'],
            ['a list', { '[]' }, [:], 400, 'validation_failed'],
            ['a text', { '"x"' }, [:], 400, 'validation_failed'],
            ['a number', { '1' }, [:], 400, 'validation_failed'],
            ['an object of nothing', { '{}' }, [:], 400, 'validation_failed'],
            ['cut off', { JsonOutput.toJson(it).dropRight(1) }, [:], 400, 'validation_failed'],
            ['followed by another', { JsonOutput.toJson(it) * 2 }, [:], 400, 'validation_failed'],
            ['followed by a bracket', { JsonOutput.toJson(it) + ' ]' }, [:], 400, 'validation_failed'],
            ['in a list', { "[${JsonOutput.toJson(it)}]" as String }, [:], 400, 'validation_failed'],
            ['a deep list', { '['.repeat(100_000) }, [:], 400, 'validation_failed'],
            ['a deep list, closed', { '['.repeat(100_000) + ']'.repeat(100_000) }, [:], 400, 'validation_failed'],
            ['a deep object', { '{"a":'.repeat(100_000) }, [:], 400, 'validation_failed'],
            ['deep where nobody looks', { JsonOutput.toJson(it).dropRight(1) + ',"nobody":' + '['.repeat(100_000) + ']'.repeat(100_000) + '}' }, [:], 400, 'validation_failed'],
            ['no UTF-8', { [0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d] as byte[] }, [:], 400, 'validation_failed'],
            ['9 MB', { '"' + 'x'.repeat(9_000_000) + '"' }, [:], 413, 'payload_too_large'],
        ]].combinations()
    }

    def "#operation.operationId refuses a member #member of another kind, and says which"() {
        when:
        Api.Answer answer = send(person.api, operation, [:], [*: operation.body, (member): wrong])

        then:
        answer.status == 400
        answer.code == 'validation_failed'
        answer.pointers.every { it == "/$member" || it.startsWith("/$member/") }

        where:
        [operation, member, wrong] << operations().findAll { it.body }.collectMany { operation ->
            operation.body.collectMany { String member, example ->
                [[[[1]]], [a: [b: 'c']], *(example instanceof Collection ? [] : [[example]]), *(example instanceof String ? [1] : []), *(example instanceof Integer ? [example + 0.5, 1e12] : [])].collect { [operation, member, it] }
            }
        }
    }

    def "#operation.operationId refuses an idempotency key that is too short, too long or has letters of no key"() {
        expect:
        with(send(person.api, operation, [:], operation.body, ['Idempotency-Key': key])) {
            status == 400
            code == 'validation_failed'
        }

        where:
        [operation, key] << [operations().findAll { it.keyed }, ['short', 'x' * 101, 'with white space']].combinations()
    }

    def "a body of 50 MB is refused by #path before it is read"() {
        expect:
        with(person.api.post(path, new byte[50_000_000])) {
            status == 413
            code == 'payload_too_large'
        }

        where:
        path << ['/runs', '/workflows', '/eval-sets', '/providers']
    }

    def "a text with #what is refused where it stands: #pointer"() {
        when:
        Api.Answer answer = person.api.post(path, JsonOutput.toJson(body).replace('NAME', name), ['Idempotency-Key': 'not-stored'])

        then:
        answer.status == 400
        answer.code == 'validation_failed'
        answer.pointers == [pointer]

        where:
        [what, name] << [['U+0000', 'a\\u0000'], ['half a character', 'a\\ud83d'], ['halves that are swapped', '\\ude00\\ud83d'], ['half a character before another', '\\ud83dz']]
        combined:
        [path, body, pointer] << [
            ['/projects', [name: 'NAME'], '/name'],
            ['/eval-sets', Catalog.newEvalSet(name: 'NAME'), '/name'],
            ['/eval-sets', Catalog.newEvalSet(scenarios: [[name: 'x', stepsYaml: Catalog.TALK], [name: 'NAME', stepsYaml: Catalog.TALK]]), '/scenarios/1/name'],
            ['/workflows', [name: 'NAME', providerId: '7hKq2MzP0aXv', target: [kind: 'URL', url: 'https://shop.example']], '/name'],
        ]
    }

    def "a time that cannot be written in four digits is refused where it stands: #pointer=#time"() {
        when:
        Api.Answer answer = pointer.startsWith('/')
                ? person.api.post(path, [name: 'x', expiresAt: time] + (path == '/api-keys' ? [:] : [region: 'eu-west']))
                : person.api.get("$path?${pointer.substring(6)}=${encode(time)}")

        then:
        answer.status == 400
        answer.code == 'validation_failed'
        answer.pointers == [pointer]

        where:
        [path, pointer] << [
            ['/api-keys', '/expiresAt'], ['/eval-agent-tokens', '/expiresAt'], ['/audit-events', 'query/from'], ['/audit-events/export', 'query/to'],
            ['/admin/audit-events', 'query/from'], ['/jobs', 'query/createdFrom'], ['/jobs', 'query/createdTo'],
        ]
        combined:
        time << ['+10000-01-01T00:00:00Z', '+999999999-12-31T23:59:59-18:00', '9999-12-31T23:59:59-01:00', '0000-12-31T00:00:00Z', '-999999999-01-01T00:00:00+18:00']
    }

    def "other characters come back as they were"() {
        given:
        Fixture.Person other = server.fixture().person()
        String name = 'Grüße, 日本, 😀, \u0001\t"\\'

        expect:
        other.api.post('/projects', [name: name]).ok.name == name
        other.api.get('/projects').ok.data*.name == ['Default', name]
    }

    def "nothing is left of all that"() {
        expect:
        ['/workflows?own=true', '/eval-sets?own=true', '/runs', '/jobs'].every { person.api.get(it).ok.data == [] }
        person.api.get('/projects').ok.data*.name == ['Default']
        person.api.get('/providers?limit=100').ok.data*.scope.unique() == ['PLATFORM']
    }

    /** What no parameter of this kind may be, and the code that says so. */
    private static Map<String, String> nonsense(Map parameter) {
        if (parameter.name == 'cursor') {
            return ['x': 'cursor_invalid', (SQL): 'cursor_invalid', '%00': 'cursor_invalid', ('A' * 500): 'cursor_invalid', ('A' * 501): 'validation_failed', '': 'validation_failed']
        }
        if (parameter.name == 'search') {
            // Whatever somebody looks for is a text; AdminUsersApiSpec looks for SQL.
            return ['': 'validation_failed', ('a' * (resolve(parameter.schema).maxLength + 1)): 'validation_failed']
        }
        List<String> values = parameter.name == 'limit' ? ['0', "${resolve(parameter.schema).maximum + 1}" as String, '-1', '1.5', 'many', '99999999999', SQL] : ['Non Sense', SQL]
        values.collectEntries { [it, 'validation_failed'] }
    }

    private Api.Answer send(Api api, Map operation, Map<String, String> parameters = [:], Object body = operation.body, Map<String, String> headers = [:]) {
        String path = operation.path.replaceAll(/\{(\w+)}/) { all, name ->
            encode(parameters[name] ?: operation.parameters.find { it.name == name }.example as String)
        }
        List<String> query = operation.parameters.findAll { it.in == 'query' && (it.required || parameters.containsKey(it.name)) }
                .collect { "$it.name=${encode(parameters.containsKey(it.name) ? parameters[it.name] : it.example as String)}" }
        api.send(operation.method, path + (query ? '?' + query.join('&') : ''), body, headers)
    }

    private static String encode(String text) {
        URLEncoder.encode(text, StandardCharsets.UTF_8).replace('+', '%20')
    }

    /** The operations that take the token of a person, or, with open, none as well; and that are answered. */
    private static List<Map> operations() {
        answered().findAll { it.forPeople }
    }

    private static List<Map> answered() {
        Map contract = ContractCoverageSpec.CONTRACT
        Set<String> answered = TestServer.shared().bean(Router).uriRoutes().collect { "$it.httpMethodName ${it.uriMatchTemplate.toPathString()}" as String } as Set
        contract.paths.collectMany { String path, Map item ->
            item.findAll { it.key in ['get', 'post', 'put', 'patch', 'delete'] }.collect { String method, Map operation ->
                Map content = operation.requestBody ? resolve(operation.requestBody).content as Map : [:]
                List<Map> security = operation.security == null ? contract.security : operation.security
                [
                    operationId: operation.operationId, method: method.toUpperCase(), path: path, description: operation.description,
                    forPeople: security.any { it.containsKey('userToken') }, open: security.empty || [:] in security,
                    parameters: ((item.parameters ?: []) + (operation.parameters ?: [])).collect { resolve(it) },
                    body: content['application/json'] ? resolve(content['application/json'].schema).example : null,
                ]
            }
        }.findAll { "$it.method /api/v1$it.path" as String in answered }
                .collect { [*: it, keyed: 'Idempotency-Key' in it.parameters*.name] }
    }

    private static Map resolve(Map node) {
        node.$ref ? resolve(node.$ref.split('/').drop(1).inject(ContractCoverageSpec.CONTRACT) { Map at, String name -> at[name] as Map }) : node
    }
}
