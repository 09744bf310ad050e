package io.vox.server.evaluation.evalset

import static io.vox.server.support.Catalog.TALK
import static io.vox.server.support.Catalog.updateEvalSet

import io.vox.server.support.Api
import io.vox.server.support.Catalog
import io.vox.server.support.CatalogSpecification
import java.time.Instant
import java.util.concurrent.Callable
import java.util.concurrent.Executors

class EvalSetsApiSpec extends CatalogSpecification {
    def "an eval set is made with its first version, public, with three repeats"() {
        when:
        Api.Answer answer = person.api.post('/eval-sets', [name: 'Hours', scenarios: [[name: 'hours', stepsYaml: TALK], [name: 'ünïcode', stepsYaml: TALK]]])
        Map evalSet = answer.ok

        then:
        answer.status == 201
        answer.header('Location') == "/api/v1/eval-sets/$evalSet.id"
        evalSet.findAll { !(it.key in ['id', 'version', 'createdAt', 'updatedAt']) } ==
                [workspaceId: person.workspaceId.value(), name: 'Hours', visibility: 'PUBLIC', mainline: false]
        evalSet.version.findAll { !(it.key in ['id', 'createdAt']) } == [
            evalSetId: evalSet.id, number: 1, repeats: 3,
            scenarios: [[name: 'hours', stepsYaml: TALK], [name: 'ünïcode', stepsYaml: TALK]],
        ]

        and: "that is what is there"
        with(person.api.get("/eval-sets/$evalSet.id")) {
            ok == evalSet
            header('ETag') == answer.header('ETag')
        }
        person.api.get("/eval-sets/$evalSet.id", ['If-None-Match': answer.header('ETag')]).status == 304
    }

    def "a change of #change makes a new version and leaves the old one as it was"() {
        given:
        Map before = catalog.evalSet()

        when:
        Map after = person.api.put("/eval-sets/$before.id", updateEvalSet(before, change)).ok

        then:
        after.version.number == 2
        after.version.id != before.version.id
        person.api.get("/eval-sets/$before.id").ok == after
        person.api.get("/eval-sets/$before.id/versions/$before.version.id").ok == before.version
        person.api.get("/eval-sets/$before.id/versions").ok == [data: [after.version, before.version], nextCursor: null]

        where:
        change << [
            [repeats: 5],
            [scenarios: [[name: 'other', stepsYaml: TALK]]],
            [scenarios: [[name: 'hours', stepsYaml: TALK], [name: 'more', stepsYaml: TALK]]],
        ]
    }

    def "a change of the name makes no version, and none of anything changes nothing"() {
        given:
        Map before = catalog.evalSet()

        when:
        Map after = person.api.put("/eval-sets/$before.id", updateEvalSet(before, [name: 'New'])).ok

        then:
        after == [*: before, name: 'New', updatedAt: after.updatedAt]
        Instant.parse(after.updatedAt) > Instant.parse(before.updatedAt)
        person.api.put("/eval-sets/$before.id", updateEvalSet(after)).ok == after
    }

    def "a change that is based on what was there before another is refused"() {
        given:
        Map before = catalog.evalSet()
        String tag = person.api.get("/eval-sets/$before.id").header('ETag')

        when:
        Api.Answer first = person.api.put("/eval-sets/$before.id", updateEvalSet(before, [name: 'One']), ['If-Match': tag])
        Api.Answer second = person.api.put("/eval-sets/$before.id", updateEvalSet(before, [name: 'Two']), ['If-Match': tag])

        then:
        first.ok.name == 'One'
        second.status == 412
        second.code == 'version_mismatch'
        person.api.delete("/eval-sets/$before.id", ['If-Match': tag]).code == 'version_mismatch'
        person.api.put("/eval-sets/$before.id/visibility", [visibility: 'PRIVATE'], ['If-Match': tag]).code == 'version_mismatch'
        scout.api.put("/eval-sets/$before.id/mainline", [mainline: true], ['If-Match': tag]).code == 'version_mismatch'
        person.api.delete("/eval-sets/$before.id", ['If-Match': first.header('ETag')]).status == 204
    }

    def "changes at once that are based on nothing are made one after the other"() {
        given:
        Map before = catalog.evalSet()

        when:
        List<Integer> statuses = Executors.newVirtualThreadPerTaskExecutor().withCloseable { executor ->
            executor.invokeAll((4..11).collect { i ->
                { -> person.api.put("/eval-sets/$before.id", updateEvalSet(before, [repeats: i])).status } as Callable<Integer>
            })*.get()
        }

        then:
        statuses == [200] * 8
        person.api.get("/eval-sets/$before.id/versions").ok.data*.number == (9..1).toList()
    }

    def "versions are listed in pages"() {
        given:
        Map evalSet = catalog.evalSet()
        (4..25).each { person.api.put("/eval-sets/$evalSet.id", updateEvalSet(evalSet, [repeats: it])).ok }

        when:
        Map first = person.api.get("/eval-sets/$evalSet.id/versions?limit=100").ok
        Map second = person.api.get("/eval-sets/$evalSet.id/versions?cursor=$first.nextCursor").ok

        then:
        first.data*.number == (23..4).toList()
        second.data*.number == [3, 2, 1]
        second.nextCursor == null
        person.api.get("/eval-sets/${catalog.evalSet().id}/versions?cursor=$first.nextCursor").code == 'cursor_invalid'
    }

    def "a deleted eval set is not there any more"() {
        given:
        Map evalSet = catalog.evalSet()

        expect:
        person.api.delete("/eval-sets/$evalSet.id").status == 204
        ['', '/versions', "/versions/$evalSet.version.id"].every { person.api.get("/eval-sets/$evalSet.id$it").code == 'eval_set_not_found' }
        person.api.put("/eval-sets/$evalSet.id", updateEvalSet(evalSet)).code == 'eval_set_not_found'
        person.api.delete("/eval-sets/$evalSet.id").code == 'eval_set_not_found'
        !person.api.get('/eval-sets?own=true').ok.data*.id.contains(evalSet.id)
    }

    def "a version of another eval set is not found"() {
        expect:
        person.api.get("/eval-sets/${catalog.evalSet().id}/versions/${catalog.evalSet().version.id}").code == 'version_not_found'
    }

    def "eval sets are listed, the newest first, with the number of scenarios"() {
        given:
        Map one = catalog.evalSet(visibility: 'PRIVATE')
        Map two = catalog.evalSet(scenarios: [[name: 'a', stepsYaml: TALK], [name: 'b', stepsYaml: TALK]])
        Map theirs = new Catalog(basic.api).evalSet()
        scout.api.put("/eval-sets/$theirs.id/mainline", [mainline: true]).ok

        expect:
        person.api.get('/eval-sets?own=true').ok.data*.id == [two.id, one.id]
        person.api.get('/eval-sets').ok.data*.id.take(3) == [theirs.id, two.id, one.id]
        person.api.get('/eval-sets?mainline=true').ok.data*.id.contains(theirs.id)
        !person.api.get('/eval-sets?mainline=false').ok.data*.id.contains(theirs.id)
        person.api.get('/eval-sets?own=true').ok.data[0] == [
            id: two.id, workspaceId: two.workspaceId, name: two.name, visibility: 'PUBLIC', mainline: false,
            versionId: two.version.id, versionNumber: 1, scenarioCount: 2, createdAt: two.createdAt, updatedAt: two.updatedAt,
        ]
    }

    def "a page begins where the one before ended, with the same filters only"() {
        given:
        List<String> ids = (1..3).collect { catalog.evalSet().id }

        when:
        Map first = person.api.get('/eval-sets?own=true&limit=2').ok
        Map second = person.api.get("/eval-sets?own=true&limit=2&cursor=$first.nextCursor").ok

        then:
        first.data*.id + second.data*.id == ids.reverse()
        second.nextCursor == null
        person.api.get("/eval-sets?cursor=$first.nextCursor").code == 'cursor_invalid'
        person.api.get('/eval-sets?limit=x').code == 'validation_failed'
    }

    def "sent twice with a key, an eval set is made once"() {
        when:
        List<Map> made = (1..2).collect { person.api.post('/eval-sets', [name: 'x', scenarios: [[name: 'a', stepsYaml: TALK]]], ['Idempotency-Key': 'make-eval-set']).ok as Map }

        then:
        made[0] == made[1]
        person.api.get('/eval-sets?own=true').ok.data.size() == 1
    }

    def "every scenario is checked, and the answer says which one is wrong and where"() {
        when:
        Api.Answer answer = person.api.post('/eval-sets', [name: 'x', scenarios: [
            [name: 'a', stepsYaml: TALK], [name: 'b', stepsYaml: TALK + '- action: speak\n  file: ../../etc/passwd'], [name: 'c', stepsYaml: ''],
        ]])

        then:
        answer.code == 'steps_invalid'
        answer.json.details == [
            [pointer: '/scenarios/1/stepsYaml', reason: "line 5: step 3 (speak): field 'file' is not possible here, since no files come with it: use 'corpus' or 'text'"],
            [pointer: '/scenarios/2/stepsYaml', reason: 'line 1: there are no steps'],
        ]
        person.api.get('/eval-sets?own=true').ok.data == []
    }

    def "#what is refused at #pointers"() {
        when:
        Api.Answer answer = person.api.post('/eval-sets', Catalog.newEvalSet(change))

        then:
        answer.code == 'validation_failed'
        answer.pointers == pointers

        where:
        what                    | change                                                                            || pointers
        'two of one name'       | [scenarios: [[name: 'a', stepsYaml: TALK], [name: 'a', stepsYaml: TALK]]]         || ['/scenarios/1/name']
        'no scenario'           | [scenarios: []]                                                                   || ['/scenarios']
        'too many scenarios'    | [scenarios: (1..51).collect { [name: "$it" as String, stepsYaml: TALK] }]         || ['/scenarios']
        'a scenario of no name' | [scenarios: [[name: ' ', stepsYaml: TALK]]]                                       || ['/scenarios/0/name']
        'too many steps'        | [scenarios: [[name: 'a', stepsYaml: '#' * 65_537]]]                               || ['/scenarios/0/stepsYaml']
        'no repeat'             | [repeats: 0]                                                                      || ['/repeats']
        'too many repeats'      | [repeats: 101]                                                                    || ['/repeats']
        'a scenario of text'    | [scenarios: ['hours']]                                                            || ['/scenarios/0']
        'steps that are a list' | [scenarios: [[name: 'a', stepsYaml: TALK], [name: 'b', stepsYaml: [1, 2]]]]          || ['/scenarios/1/stepsYaml']
        'a name with U+0000'    | [scenarios: [[name: 'a\u0000', stepsYaml: TALK]]]                                 || ['/scenarios/0/name']
    }
}
