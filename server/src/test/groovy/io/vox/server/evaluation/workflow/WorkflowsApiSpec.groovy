package io.vox.server.evaluation.workflow

import static io.vox.server.support.Catalog.SETUP
import static io.vox.server.support.Catalog.updateWorkflow

import io.vox.server.support.Api
import io.vox.server.support.Catalog
import io.vox.server.support.CatalogSpecification
import java.time.Instant
import java.util.concurrent.Callable
import java.util.concurrent.Executors

class WorkflowsApiSpec extends CatalogSpecification {
    def "a workflow is made with its first version, public, in the default project"() {
        given:
        Map provider = catalog.provider()

        when:
        Api.Answer answer = person.api.post('/workflows', catalog.newWorkflow(name: 'Shop', providerId: provider.id))
        Map workflow = answer.ok

        then:
        answer.status == 201
        answer.header('Location') == "/api/v1/workflows/$workflow.id"
        workflow.findAll { !(it.key in ['id', 'version', 'createdAt', 'updatedAt']) } == [
            workspaceId: person.workspaceId.value(), projectId: person.api.get('/projects').ok.data[0].id,
            name: 'Shop', visibility: 'PUBLIC', mainline: false,
        ]
        workflow.version.findAll { !(it.key in ['id', 'createdAt']) } == [
            workflowId: workflow.id, number: 1, stepsYaml: SETUP,
            provider: [id: provider.id, name: provider.name, sku: provider.sku, calibration: false],
            target: [kind: 'URL', url: 'https://shop.example/talk'],
        ]

        and: "that is what is there"
        with(person.api.get("/workflows/$workflow.id")) {
            ok == workflow
            header('ETag') == answer.header('ETag')
        }
    }

    def "who has the state is not sent it again"() {
        given:
        Map workflow = catalog.workflow()
        String tag = person.api.get("/workflows/$workflow.id").header('ETag')

        when:
        Api.Answer answer = person.api.get("/workflows/$workflow.id", ['If-None-Match': tag])

        then:
        answer.status == 304
        answer.bytes.length == 0
        answer.header('ETag') == tag

        when: "what is shown with it changes"
        person.api.patch("/providers/$workflow.version.provider.id", [name: 'Renamed']).ok

        then:
        person.api.get("/workflows/$workflow.id", ['If-None-Match': tag]).ok.version.provider.name == 'Renamed'
    }

    def "steps may be left out, since some pages need none"() {
        expect:
        catalog.workflow(stepsYaml: null).version.stepsYaml == ''
    }

    def "a change of #what makes a new version and leaves the old one as it was"() {
        given:
        Map before = catalog.workflow()

        when:
        Api.Answer answer = person.api.put("/workflows/$before.id", updateWorkflow(before, change(this)))
        Map after = answer.ok

        then:
        after.version.number == 2
        after.version.id != before.version.id
        Instant.parse(after.updatedAt) > Instant.parse(before.updatedAt)
        answer.header('ETag') != null
        person.api.get("/workflows/$before.id").ok == after
        person.api.get("/workflows/$before.id/versions/$before.version.id").ok == before.version
        person.api.get("/workflows/$before.id/versions").ok == [data: [after.version, before.version], nextCursor: null]

        where:
        what       | change
        'provider' | { [providerId: it.catalog.provider().id] }
        'target'   | { [target: [kind: 'URL', url: 'https://shop.example/other']] }
        'steps'    | { [stepsYaml: ''] }
    }

    def "a change of the name makes no version, and none of anything changes nothing"() {
        given:
        Map before = catalog.workflow()

        when:
        Map after = person.api.put("/workflows/$before.id", updateWorkflow(before, [name: 'New'])).ok

        then:
        after == [*: before, name: 'New', updatedAt: after.updatedAt]
        Instant.parse(after.updatedAt) > Instant.parse(before.updatedAt)

        and:
        person.api.put("/workflows/$before.id", updateWorkflow(after)).ok == after
    }

    def "a workflow can be moved to another project, if there is room"() {
        given:
        Map workflow = catalog.workflow()
        Map project = catalog.project()

        expect:
        person.api.put("/workflows/$workflow.id", updateWorkflow(workflow, [projectId: project.id])).ok.projectId == project.id
        person.api.put("/workflows/$workflow.id", updateWorkflow(workflow, [projectId: null])).ok.projectId == project.id
        person.api.put("/workflows/$workflow.id", updateWorkflow(workflow, [projectId: new Catalog(basic.api).project().id])).code == 'project_not_found'

        when:
        20.times { catalog.workflow(providerId: workflow.version.provider.id) }
        Map last = person.api.get("/projects/$workflow.projectId").ok

        then:
        last.workflowCount == 20
        person.api.put("/workflows/$workflow.id", updateWorkflow(workflow, [projectId: last.id])).code == 'limit_reached'
    }

    def "a change that is based on what was there before another is refused"() {
        given:
        Map before = catalog.workflow()
        String tag = person.api.get("/workflows/$before.id").header('ETag')

        when:
        Api.Answer first = person.api.put("/workflows/$before.id", updateWorkflow(before, [name: 'One']), ['If-Match': tag])
        Api.Answer second = person.api.put("/workflows/$before.id", updateWorkflow(before, [name: 'Two']), ['If-Match': tag])

        then:
        first.ok.name == 'One'
        second.status == 412
        second.code == 'version_mismatch'
        person.api.delete("/workflows/$before.id", ['If-Match': tag]).code == 'version_mismatch'
        person.api.put("/workflows/$before.id/visibility", [visibility: 'PRIVATE'], ['If-Match': tag]).code == 'version_mismatch'
        scout.api.put("/workflows/$before.id/mainline", [mainline: true], ['If-Match': tag]).code == 'version_mismatch'
        person.api.delete("/workflows/$before.id", ['If-Match': first.header('ETag')]).status == 204
    }

    def "of changes at once that are based on one state, one is made"() {
        given:
        Map before = catalog.workflow()
        String tag = person.api.get("/workflows/$before.id").header('ETag')

        when:
        List<Integer> statuses = atOnce(8) { i ->
            person.api.put("/workflows/$before.id", updateWorkflow(before, [stepsYaml: "- action: sleep\n  time: ${i + 1}"]), ['If-Match': tag]).status
        }

        then:
        statuses.sort() == [200] + [412] * 7
        person.api.get("/workflows/$before.id/versions").ok.data*.number == [2, 1]
    }

    def "changes at once that are based on nothing are made one after the other"() {
        given:
        Map before = catalog.workflow()

        when:
        List<Integer> statuses = atOnce(8) { i ->
            person.api.put("/workflows/$before.id", updateWorkflow(before, [stepsYaml: "- action: sleep\n  time: ${i + 1}"])).status
        }

        then:
        statuses == [200] * 8
        person.api.get("/workflows/$before.id/versions").ok.data*.number == (9..1).toList()
    }

    def "versions are listed in pages"() {
        given:
        Map workflow = catalog.workflow()
        (2..23).each { person.api.put("/workflows/$workflow.id", updateWorkflow(workflow, [stepsYaml: "- {action: sleep, time: $it}"])).ok }

        when:
        Map first = person.api.get("/workflows/$workflow.id/versions?limit=100").ok
        Map second = person.api.get("/workflows/$workflow.id/versions?limit=2&cursor=$first.nextCursor").ok
        Map third = person.api.get("/workflows/$workflow.id/versions?cursor=$second.nextCursor").ok

        then:
        first.data*.number == (23..4).toList()
        second.data*.number == [3, 2]
        third.data*.number == [1]
        third.nextCursor == null
        person.api.get("/workflows/${catalog.workflow().id}/versions?cursor=$first.nextCursor").code == 'cursor_invalid'
    }

    def "a deleted workflow is not there any more"() {
        given:
        Map workflow = catalog.workflow()

        expect:
        person.api.delete("/workflows/$workflow.id").status == 204
        ['', '/versions', "/versions/$workflow.version.id"].every { person.api.get("/workflows/$workflow.id$it").code == 'workflow_not_found' }
        person.api.put("/workflows/$workflow.id", updateWorkflow(workflow)).code == 'workflow_not_found'
        person.api.delete("/workflows/$workflow.id").code == 'workflow_not_found'
        !person.api.get('/workflows?own=true').ok.data*.id.contains(workflow.id)
    }

    def "a version of another workflow is not found"() {
        expect:
        person.api.get("/workflows/${catalog.workflow().id}/versions/${catalog.workflow().version.id}").code == 'version_not_found'
    }

    def "others are not told the project of what is public"() {
        given:
        Map workflow = catalog.workflow(projectId: catalog.project().id)

        expect:
        workflow.projectId != null
        basic.api.get("/workflows/$workflow.id").ok.projectId == null
        basic.api.get('/workflows').ok.data.find { it.id == workflow.id }.projectId == null
    }

    def "workflows are listed, the newest first, by filters"() {
        given:
        Map project = catalog.project()
        Map one = catalog.workflow(visibility: 'PRIVATE')
        Map two = catalog.workflow(projectId: project.id)
        Map theirs = new Catalog(basic.api).workflow()
        scout.api.put("/workflows/$theirs.id/mainline", [mainline: true]).ok

        expect:
        person.api.get('/workflows?own=true').ok.data*.id == [two.id, one.id]
        person.api.get('/workflows').ok.data*.id.take(3) == [theirs.id, two.id, one.id]
        person.api.get("/workflows?projectId=$project.id").ok.data*.id == [two.id]
        person.api.get("/workflows?providerId=$one.version.provider.id").ok.data*.id == [one.id]
        person.api.get('/workflows?mainline=true').ok.data*.id.contains(theirs.id)
        person.api.get('/workflows?mainline=true&own=true').ok.data == []
        !person.api.get('/workflows?mainline=false').ok.data*.id.contains(theirs.id)
        basic.api.get("/workflows?projectId=$project.id").ok.data == []
        person.api.get('/workflows?own=true').ok.data[0] == [
            id: two.id, workspaceId: two.workspaceId, projectId: project.id, name: two.name, provider: two.version.provider,
            url: two.version.target.url, visibility: 'PUBLIC', mainline: false, versionId: two.version.id, versionNumber: 1,
            createdAt: two.createdAt, updatedAt: two.updatedAt,
        ]
    }

    def "a page begins where the one before ended, with the same filters only"() {
        given:
        List<String> ids = (1..3).collect { catalog.workflow().id }

        when:
        Map first = person.api.get('/workflows?own=true&limit=2').ok
        Map second = person.api.get("/workflows?own=true&limit=2&cursor=$first.nextCursor").ok

        then:
        first.data*.id + second.data*.id == ids.reverse()
        second.nextCursor == null
        person.api.get("/workflows?limit=2&cursor=$first.nextCursor").code == 'cursor_invalid'
        person.api.get('/workflows?limit=0').code == 'validation_failed'
        person.api.get('/workflows?projectId=x').code == 'validation_failed'
    }

    def "a project of Basic holds 10 workflows, also when asked at once, and deleted ones do not count"() {
        given:
        Catalog theirs = new Catalog(basic.api)
        Map provider = theirs.provider()

        when:
        List<Api.Answer> answers = atOnce(13) { basic.api.post('/workflows', theirs.newWorkflow(providerId: provider.id)) }

        then:
        answers*.status.sort() == [201] * 10 + [422] * 3
        with(answers.find { it.status == 422 }) {
            code == 'limit_reached'
            json.limit == 10
            json.count == 10
        }

        when:
        basic.api.delete("/workflows/${answers.find { it.status == 201 }.json.id}").ok

        then:
        theirs.workflow(providerId: provider.id)
    }

    def "sent twice with a key, a workflow is made once"() {
        given:
        Map body = catalog.newWorkflow()

        when:
        List<Api.Answer> answers = (1..2).collect { person.api.post('/workflows', body, ['Idempotency-Key': 'make-workflow']) }

        then:
        answers[0].ok == answers[1].ok
        answers*.header('ETag').unique().size() == 1
        person.api.get('/workflows?own=true').ok.data.size() == 1
    }

    def "#what of another workspace is not there: #code"() {
        expect:
        person.api.post('/workflows', catalog.newWorkflow(foreign(new Catalog(basic.api)))).code == code

        where:
        what       | foreign                            || code
        'provider' | { it -> [providerId: it.provider().id] } || 'provider_not_found'
        'project'  | { it -> [projectId: it.project().id] }   || 'project_not_found'
    }

    def "steps that cannot be carried out are refused, and nothing is stored"() {
        when:
        Api.Answer answer = person.api.post('/workflows', catalog.newWorkflow(stepsYaml: '- action: click\n- action: spek'))

        then:
        answer.status == 400
        answer.code == 'steps_invalid'
        answer.pointers == ['/stepsYaml', '/stepsYaml']
        answer.json.details*.reason*.take(14) == ['line 1: step 1', 'line 2: step 2']
        answer.json.detail.startsWith("stepsYaml: line 1: step 1 (click): missing field 'selector'")
        person.api.get('/workflows?own=true').ok.data == []
    }

    def "a workflow does not talk"() {
        expect:
        person.api.post('/workflows', catalog.newWorkflow(stepsYaml: Catalog.TALK)).code == 'steps_invalid'
    }

    def "#what is refused at #pointers"() {
        when:
        Api.Answer answer = person.api.post('/workflows', [*: catalog.newWorkflow(), *: change])

        then:
        answer.code == 'validation_failed'
        answer.pointers == pointers

        where:
        what                   | change                                             || pointers
        'a blank name'         | [name: ' ']                                        || ['/name']
        'another kind'         | [target: [kind: 'PHONE', url: 'https://a.example']] || ['/target/kind']
        'a file as target'     | [target: [kind: 'URL', url: 'file:///etc/passwd']] || ['/target/url']
        'too many steps'       | [stepsYaml: '#' * 65_537]                          || ['/stepsYaml']
        'a malformed provider' | [providerId: 'x']                                  || ['/providerId']
        'another visibility'   | [visibility: 'SECRET']                             || ['/visibility']
        'a name with U+0000'   | [stepsYaml: null, name: 'a\u0000']                 || ['/name']
    }

    private static <T> List<T> atOnce(int times, Closure<T> work) {
        Executors.newVirtualThreadPerTaskExecutor().withCloseable { executor ->
            executor.invokeAll((0..<times).collect { i -> { -> work(i) } as Callable<T> })*.get()
        }
    }
}
