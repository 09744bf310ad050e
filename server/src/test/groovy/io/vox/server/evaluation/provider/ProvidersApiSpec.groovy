package io.vox.server.evaluation.provider

import io.vox.server.support.Api
import io.vox.server.support.Catalog
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import spock.lang.Shared
import spock.lang.Specification

class ProvidersApiSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    @Shared
    Fixture.Person admin = server.fixture().admin()

    Fixture.Person person = server.fixture().person()
    Fixture.Person stranger = server.fixture().person()
    String name = "Product ${UUID.randomUUID().toString().take(8)}"

    def "the providers of the beginning are there for everyone"() {
        expect:
        all(server.api())*.name.containsAll(['Agora ConvoAI Engine', 'LiveKit Agents', 'ElevenLabs Agents'])
        all(server.api())*.scope.unique() == ['PLATFORM']
    }

    def "a provider gets an id of 12 letters and digits"() {
        when:
        Api.Answer answer = person.api.post('/providers', [name: name, sku: 'RTC', url: 'https://p.example/'])

        then:
        answer.status == 201
        answer.json.id ==~ /[0-9A-Za-z]{12}/
        answer.header('Location') == "/api/v1/providers/${answer.json.id}"
        answer.json.findAll { !(it.key in ['id', 'createdAt']) } ==
                [name: name, sku: 'RTC', url: 'https://p.example/', scope: 'WORKSPACE', calibration: false]
        person.api.get("/providers/${answer.json.id}").json == answer.json
    }

    def "a workspace's own provider is seen by it alone"() {
        given:
        String id = new Catalog(person.api).provider().id

        expect:
        all(person.api)*.id.contains(id)
        !all(stranger.api)*.id.contains(id)
        !all(server.api())*.id.contains(id)
        stranger.api.get("/providers/$id").code == 'provider_not_found'
        server.api().get("/providers/$id").code == 'provider_not_found'
        stranger.api.patch("/providers/$id", [name: 'mine']).code == 'provider_not_found'
        admin.api.get("/providers/$id").code == 'provider_not_found'
    }

    def "who sends a bad token is not taken for nobody"() {
        expect:
        server.api('eyJwrong').get('/providers').code == 'unauthenticated'
    }

    def "providers are listed by name, whatever the page size and case"() {
        given:
        ['b', 'A', 'c', 'a2', 'Z' * 200].each { new Catalog(person.api).provider(name: it) }

        when:
        List<Map> one = all(person.api, 'limit=1')

        then:
        one == all(person.api)
        one.findAll { it.scope == 'WORKSPACE' }*.name == ['A', 'a2', 'b', 'c', 'Z' * 200]
    }

    def "providers are listed by kind"() {
        given:
        new Catalog(person.api).provider(sku: 'RTC')

        expect:
        all(person.api, 'sku=RTC')*.sku.unique() == ['RTC']
        all(person.api, 'sku=CONVO_AI')*.sku.unique() == ['CONVO_AI']
        person.api.get('/providers?sku=TOASTER').code == 'validation_failed'
    }

    def "a cursor of another kind is refused"() {
        given:
        String cursor = server.api().get('/providers?limit=1').ok.nextCursor

        expect:
        server.api().get("/providers?sku=RTC&cursor=$cursor").code == 'cursor_invalid'
    }

    def "only what is given is changed"() {
        given:
        Map provider = new Catalog(person.api).provider()

        expect:
        person.api.patch("/providers/$provider.id", [name: name]).ok == [*: provider, name: name]
        person.api.patch("/providers/$provider.id", [name: null, sku: 'RTC', url: 'http://x.example']).ok ==
                [*: provider, name: name, sku: 'RTC', url: 'http://x.example']
        person.api.patch("/providers/$provider.id", [:]).code == 'validation_failed'
    }

    def "two providers of a workspace have two names"() {
        given:
        Map provider = new Catalog(person.api).provider(name: name)
        Map other = new Catalog(person.api).provider()

        expect:
        person.api.post('/providers', [name: name.toUpperCase(), sku: 'RTC', url: 'https://p.example']).code == 'provider_exists'
        person.api.patch("/providers/$other.id", [name: name]).code == 'provider_exists'
        person.api.patch("/providers/$provider.id", [name: name.toUpperCase()]).status == 200

        and: "those of another workspace are none of its business"
        new Catalog(stranger.api).provider(name: name)
    }

    def "the platform's providers are an administrator's"() {
        given:
        Map provider = new Catalog(admin.api).provider(name: name, scope: 'PLATFORM')

        expect:
        server.api().get("/providers/$provider.id").ok == provider
        person.api.post('/providers', [name: 'x', sku: 'RTC', url: 'https://p.example', scope: 'PLATFORM']).code == 'forbidden'
        person.api.patch("/providers/$provider.id", [name: 'x']).code == 'forbidden'
        admin.api.patch("/providers/$provider.id", [url: 'https://new.example']).ok.url == 'https://new.example'
    }

    def "sent twice with a key, a provider is made once"() {
        given:
        Closure<Map> post = { person.api.post('/providers', [name: name, sku: 'RTC', url: 'https://p.example'], ['Idempotency-Key': name.replace(' ', '-')]).ok }

        expect:
        post() == post()
    }

    def "#what is refused at #pointers"() {
        when:
        Api.Answer answer = person.api.post('/providers', [name: 'x', sku: 'RTC', url: 'https://p.example', *: change])

        then:
        answer.status == 400
        answer.code == 'validation_failed'
        answer.pointers == pointers

        where:
        what                  | change                     || pointers
        'a blank name'        | [name: ' ']                || ['/name']
        'no name'             | [name: null]               || ['/name']
        'another kind'        | [sku: 'TOASTER']           || ['/sku']
        'no web address'      | [url: 'ftp://p.example/x'] || ['/url']
        'a name with U+0000'  | [name: 'a\u0000b']         || ['/name']
    }

    private static List<Map> all(Api api, String query = '') {
        List<Map> data = []
        String cursor = null
        do {
            Map page = api.get("/providers?$query${cursor ? "&cursor=$cursor" : ''}").ok
            data += page.data
            cursor = page.nextCursor
        } while (cursor != null)
        data
    }
}
