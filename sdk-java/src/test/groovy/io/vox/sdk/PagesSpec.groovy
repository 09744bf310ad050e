package io.vox.sdk

import io.vox.sdk.model.ProjectList
import java.util.function.Function
import spock.lang.AutoCleanup
import spock.lang.Specification

class PagesSpec extends Specification {
    @AutoCleanup
    FakeServer server = new FakeServer()

    def "a list is read page by page to its end"() {
        given:
        page(['a', 'b'], 'c1')
        page([], 'c2')
        page(['c'], null)

        expect:
        names().toList() == ['a', 'b', 'c']
        server.calls*.query == ['limit=2', 'limit=2&cursor=c1', 'limit=2&cursor=c2']
    }

    def "a page is fetched when it is needed, not before"() {
        given:
        page(['a', 'b'], 'c1')

        expect:
        names().limit(2).toList() == ['a', 'b']
        server.calls.size() == 1
    }

    def "an empty list has no entries"() {
        given:
        page([], null)

        expect:
        names().count() == 0
    }

    def "a list that does not go on is an error, not a loop"() {
        given:
        page(['a'], 'c1')
        page(['a'], 'c1')

        when:
        names().toList()

        then:
        thrown(DecodingException)
    }

    private void page(List<String> names, String next) {
        server.answer(200, [data: names.collect { [id: 'prj_1', name: it] }, nextCursor: next])
    }

    private java.util.stream.Stream<String> names() {
        def vox = Vox.at(server.url)
        Pages.stream({ String cursor -> vox.projects().listProjects(2, cursor) } as Function, { ProjectList it -> it.data } as Function,
                { ProjectList it -> it.nextCursor } as Function).map { it.name }
    }
}
