package io.vox.server.evaluation

import io.vox.server.support.Catalog
import io.vox.server.support.CatalogSpecification
import io.vox.server.support.Fixture

/** Who may see a workflow or an eval set, and what curators make the benchmark of: the same rules for both. */
class VisibilityApiSpec extends CatalogSpecification {
    /**
     * A kind of thing that is public or private.
     *
     * @param body what a request makes one of
     * @param update what changes one as said and leaves the rest of it
     * @param hidden what others are shown in place of what is the owner's alone
     * @param change that makes a new version
     */
    record Kind(String path, String missing, Closure<Map> body, Closure<Map> update, Map hidden, Map change) {
        Map make(Fixture.Person owner, Map traits = [:]) {
            owner.api.post("/$path", body.call(new Catalog(owner.api), traits)).ok as Map
        }

        String at(Map one, String more = '') {
            "/$path/$one.id$more"
        }

        @Override
        String toString() {
            path
        }
    }

    static final List<Kind> KINDS = [
        new Kind('workflows', 'workflow_not_found', { Catalog catalog, Map traits -> catalog.newWorkflow(traits) },
                Catalog.&updateWorkflow, [projectId: null], [stepsYaml: '']),
        new Kind('eval-sets', 'eval_set_not_found', { Catalog catalog, Map traits -> Catalog.newEvalSet(traits) },
                Catalog.&updateEvalSet, [:], [repeats: 7]),
    ]

    def "others see public #kind, and may not change them"() {
        given:
        Map one = kind.make(person)

        expect:
        basic.api.get(kind.at(one)).ok == [*: one, *: kind.hidden()]
        basic.api.get("/$kind").ok.data*.id.contains(one.id)
        basic.api.get(kind.at(one, '/versions')).ok.data == [one.version]
        basic.api.put(kind.at(one), kind.update().call(one)).code == 'forbidden'
        basic.api.put(kind.at(one, '/visibility'), [visibility: 'PUBLIC']).code == 'forbidden'
        basic.api.delete(kind.at(one)).code == 'forbidden'

        where:
        kind << KINDS
    }

    def "nobody else sees private #kind, curators and administrators neither"() {
        given:
        Map one = kind.make(person, [visibility: 'PRIVATE'])

        expect:
        [basic, scout, server.fixture().admin()].every { other ->
            ['', '/versions', "/versions/$one.version.id"].every { other.api.get(kind.at(one, it)).code == kind.missing() } &&
                    other.api.put(kind.at(one), kind.update().call(one)).code == kind.missing() &&
                    other.api.put(kind.at(one, '/visibility'), [visibility: 'PUBLIC']).code == kind.missing() &&
                    other.api.put(kind.at(one, '/mainline'), [mainline: true]).code == kind.missing() &&
                    other.api.delete(kind.at(one)).code == kind.missing() &&
                    !other.api.get("/$kind?limit=100").ok.data*.id.contains(one.id)
        }

        where:
        kind << KINDS
    }

    def "private #kind are for Premium and up"() {
        given:
        Map one = kind.make(basic)
        Map hidden = kind.make(person, [visibility: 'PRIVATE'])

        expect:
        basic.api.post("/$kind", kind.body().call(new Catalog(basic.api), [visibility: 'PRIVATE'])).code == 'plan_required'
        basic.api.put(kind.at(one, '/visibility'), [visibility: 'PRIVATE']).code == 'plan_required'
        hidden.visibility == 'PRIVATE'

        and:
        person.api.put(kind.at(kind.make(person), '/visibility'), [visibility: 'PRIVATE']).ok.visibility == 'PRIVATE'
        person.api.put(kind.at(hidden, '/visibility'), [visibility: 'PUBLIC']).ok.visibility == 'PUBLIC'

        where:
        kind << KINDS
    }

    def "curators put public #kind of whatever workspace into the benchmark and take them out"() {
        given:
        Map one = kind.make(person)

        when:
        Map curated = scout.api.put(kind.at(one, '/mainline'), [mainline: true]).ok

        then:
        curated == [*: one, *: kind.hidden(), mainline: true, updatedAt: curated.updatedAt]
        [person, server.fixture().admin()].every { it.api.put(kind.at(one, '/mainline'), [mainline: false]).code == 'forbidden' }
        scout.api.put(kind.at(one, '/mainline'), [mainline: false]).ok.mainline == false

        where:
        kind << KINDS
    }

    def "private #kind do not become mainline, nor mainline ones private"() {
        given:
        Map own = kind.make(scout, [visibility: 'PRIVATE'])
        Map curated = kind.make(person)
        scout.api.put(kind.at(curated, '/mainline'), [mainline: true]).ok

        expect:
        scout.api.put(kind.at(own, '/mainline'), [mainline: true]).code == 'mainline_needs_public'
        person.api.put(kind.at(curated, '/visibility'), [visibility: 'PRIVATE']).code == 'mainline_needs_public'

        where:
        kind << KINDS
    }

    def "a version of #kind that no curator saved is not mainline, a new name does not matter"() {
        given:
        Map theirs = kind.make(person)
        Map curators = kind.make(scout)
        [theirs, curators].each { scout.api.put(kind.at(it, '/mainline'), [mainline: true]).ok }

        expect:
        person.api.put(kind.at(theirs), kind.update().call(theirs, [name: 'Renamed'])).ok.mainline
        !person.api.put(kind.at(theirs), kind.update().call(theirs, kind.change())).ok.mainline
        scout.api.put(kind.at(curators), kind.update().call(curators, kind.change())).ok.mainline

        where:
        kind << KINDS
    }
}
