package io.vox.server.evaluation.region

import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import spock.lang.Shared
import spock.lang.Specification

class RegionsApiSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    @Shared
    Fixture.Person admin = server.fixture().admin()

    String slug = "test-${UUID.randomUUID().toString().take(8)}"

    def "everyone sees the regions, by slug"() {
        when:
        Map page = server.api().get('/regions').ok

        then:
        page.data*.slug.containsAll(['eu-west', 'na-east', 'ap-south'])
        page.data*.slug == page.data*.slug.sort(false)
        page.data.find { it.slug == 'eu-west' }.keySet() == ['slug', 'name', 'active', 'createdAt'] as Set
    }

    def "the list goes on where the page before ended"() {
        when:
        List<String> slugs = []
        String cursor = null
        do {
            Map page = server.api().get("/regions?limit=3${cursor ? "&cursor=$cursor" : ''}").ok
            assert page.data.size() <= 3
            slugs += page.data*.slug
            cursor = page.nextCursor
        } while (cursor != null)

        then:
        slugs.containsAll(['eu-west', 'na-east', 'ap-south'])
        slugs == slugs.unique(false).sort(false)
    }

    def "an administrator makes a region, which takes jobs"() {
        when:
        Api.Answer answer = admin.api.post('/regions', [slug: slug, name: 'Somewhere'])

        then:
        answer.status == 201
        answer.json.findAll { it.key != 'createdAt' } == [slug: slug, name: 'Somewhere', active: true]
        server.api().get('/regions?limit=100').ok.data*.slug.contains(slug)
    }

    def "a second region of one slug is refused"() {
        given:
        admin.api.post('/regions', [slug: slug, name: 'One']).ok

        expect:
        admin.api.post('/regions', [slug: slug, name: 'Two']).code == 'region_exists'
    }

    def "sent twice with a key, a region is made once"() {
        given:
        Closure<Api.Answer> post = { admin.api.post('/regions', [slug: slug, name: 'One'], ['Idempotency-Key': slug]) }

        expect:
        post().text == post().text
    }

    def "nobody else makes regions: #who"() {
        expect:
        server.fixture().person(traits).api.post('/regions', [slug: slug, name: 'Mine']).code == 'forbidden'

        where:
        who         | traits
        'Basic'     | [:]
        'Principal' | [standing: io.vox.server.identity.user.Standing.PRINCIPAL]
    }

    def "#body is refused at #pointer"() {
        when:
        Api.Answer answer = admin.api.post('/regions', body)

        then:
        answer.code == 'validation_failed'
        answer.pointers == [pointer]

        where:
        body                                   | pointer
        [slug: 'EU West', name: 'x']           | '/slug'
        [slug: 'eu-west-1', name: ' ']         | '/name'
        [slug: 'eu-west-1', name: 'x' * 201]   | '/name'
    }

    def "#query is refused"() {
        expect:
        server.api().get("/regions?$query").code == code

        where:
        query          | code
        'limit=0'      | 'validation_failed'
        'limit=101'    | 'validation_failed'
        'limit=many'   | 'validation_failed'
        'cursor=x'     | 'cursor_invalid'
        'cursor='      | 'validation_failed'
    }
}
