package io.vox.server.evaluation.run

import static io.vox.server.support.Catalog.TALK

import io.vox.server.evaluation.job.JobFixture
import io.vox.server.support.Api
import io.vox.server.support.Catalog
import io.vox.server.support.Fixture
import java.util.concurrent.Callable
import java.util.concurrent.Executors

/** Runs that are not made, of which nothing is left. */
class RunRefusalsSpec extends RunSpecification {
    static final String WORKFLOW = 'wfl_01kaj3qd6v0m5r8y2b4n7c9e1f'
    static final String EVAL_SET = 'evs_01kaj3qd6v0m5r8y2b4n7c9e1f'

    def "no workspace has more jobs wait than its plan allows, however many ask at once"() {
        given:
        Map body = [workflowId: theirs.workflow().id, evalSetId: theirs.evalSet().id, regions: ['eu-west', 'ap-south']]
        List<String> waiting = new JobFixture(server, [person: basic]).jobs(count: 496)

        when:
        List<Api.Answer> answers = Executors.newVirtualThreadPerTaskExecutor().withCloseable { executor ->
            executor.invokeAll((1..6).collect { { -> basic.api.post('/runs', body) } as Callable<Api.Answer> })*.get()
        }

        then:
        answers*.status.sort() == [201, 201, 422, 422, 422, 422]
        answers.findAll { it.status == 422 }.every { it.code == 'limit_reached' && it.json.limit == 500 && it.json.count == 500 }

        and: "fewer wait"
        waiting.take(2).every { basic.api.delete("/jobs/$it").status == 204 }
        basic.api.post('/runs', body).status == 201
    }

    def "what was made private by a plan that ended is run no more (RES-41)"() {
        given:
        Map workflow = theirs.workflow()
        server.execute("update workflow set visibility = 'PRIVATE' where id = ?", [workflow.id])

        expect:
        basic.api.post('/runs', [workflowId: workflow.id, evalSetId: theirs.evalSet().id, regions: ['eu-west']]).code == 'plan_required'
        basic.api.get('/runs').ok.data == []
    }

    def "#what is refused at #pointers"() {
        given:
        Map workflow = [name: 'Shop', providerId: '7hKq2MzP0aXv', target: [kind: 'URL', url: 'https://shop.example']]
        Map evalSet = Catalog.newEvalSet()
        Map provider = [name: 'Shop', sku: 'RTC', url: 'https://shop.example']
        Map given = [workflowId: WORKFLOW, evalSetId: EVAL_SET, regions: ['eu-west'], *: change(workflow, evalSet, provider)].findAll { it.value != null }

        when:
        Api.Answer answer = person.api.post('/runs', given)

        then:
        answer.status == 400
        answer.code == 'validation_failed'
        answer.pointers == pointers
        noRunsOrItems()

        where:
        what                       | change                                                             || pointers
        'no workflow'              | { w, e, p -> [workflowId: null] }                                  || ['/workflow']
        'two workflows'            | { w, e, p -> [workflow: w] }                                       || ['/workflow']
        'no eval set'              | { w, e, p -> [evalSetId: null] }                                   || ['/evalSet']
        'two eval sets'            | { w, e, p -> [evalSet: e] }                                        || ['/evalSet']
        'neither'                  | { w, e, p -> [workflowId: null, evalSetId: null] }                 || ['/workflow', '/evalSet']
        'no provider'              | { w, e, p -> [workflowId: null, workflow: w - [providerId: w.providerId]] } || ['/workflow/provider']
        'two providers'            | { w, e, p -> [workflowId: null, workflow: w + [provider: p]] }     || ['/workflow/provider']
        'a region twice'           | { w, e, p -> [regions: ['eu-west', 'na-east', 'eu-west']] }        || ['/regions/2']
        'no region'                | { w, e, p -> [regions: []] }                                       || ['/regions']
        'too many regions'         | { w, e, p -> [regions: (1..21).collect { "r$it" as String }] }     || ['/regions']
        'a malformed region'       | { w, e, p -> [regions: ['eu-west', 'Mars!']] }                     || ['/regions/1']
        'a region that is null'    | { w, e, p -> [regions: [null]] }                                   || ['/regions/0']
        'too low a priority'       | { w, e, p -> [priority: -1] }                                      || ['/priority']
        'too high a priority'      | { w, e, p -> [priority: 101] }                                     || ['/priority']
        'no time'                  | { w, e, p -> [runAt: 'tomorrow'] }                                 || ['/runAt']
        'a malformed workflow'     | { w, e, p -> [workflowId: "wfl_'; drop table run;--"] }            || ['/workflowId']
        'an eval set of no kind'   | { w, e, p -> [evalSetId: WORKFLOW] }                               || ['/evalSetId']
        'an inline file'           | { w, e, p -> [workflowId: null, workflow: w + [target: [kind: 'URL', url: 'file:///etc/passwd']]] } || ['/workflow/target/url']
        'inline without a name'    | { w, e, p -> [evalSetId: null, evalSet: e + [name: ' ']] }         || ['/evalSet/name']
        'scenarios of one name'    | { w, e, p -> [workflowId: null, workflow: w + [providerId: null, provider: p], evalSetId: null, evalSet: e + [scenarios: e.scenarios * 2]] } || ['/evalSet/scenarios/1/name']
    }

    def "#what of another workspace is not there: #code (VOX-EVAL-14)"() {
        given:
        Catalog others = new Catalog(scout.api)

        expect:
        person.api.post('/runs', request(foreign(others))).code == code
        noRunsOrItems()

        where:
        what                 | foreign                                                                    || code
        'a private workflow' | { it -> [workflowId: it.workflow(visibility: 'PRIVATE').id] }                    || 'workflow_not_found'
        'a private eval set' | { it -> [evalSetId: it.evalSet(visibility: 'PRIVATE').id] }                      || 'eval_set_not_found'
        'a provider'         | { it -> [workflowId: null, workflow: inline(providerId: it.provider().id)] }     || 'provider_not_found'
        'a project'          | { it -> [workflowId: null, workflow: inline(provider: PROVIDER, projectId: it.project().id)] } || 'project_not_found'
    }

    def "regions that are not there, or take no jobs, are refused"() {
        given:
        String closed = "closed-${UUID.randomUUID().toString().take(8)}"
        server.execute('insert into region (slug, name, active) values (?, ?, false)', [closed, 'Closed'])

        expect:
        person.api.post('/runs', request(regions: ['eu-west', 'eu-vest'])).code == 'region_not_found'
        with(person.api.post('/runs', request(regions: ['eu-west', closed]))) {
            status == 409
            code == 'region_inactive'
            json.detail == "$closed takes no new jobs."
        }
        person.api.get('/runs').ok.data == []
    }

    def "steps of what is given with the run are checked, and the answer says where they stand in it"() {
        when:
        Api.Answer workflow = person.api.post('/runs', request(workflowId: null, workflow: inline(provider: PROVIDER, stepsYaml: TALK)))
        Api.Answer evalSet = person.api.post('/runs', request(
                workflowId: null, workflow: inline(provider: PROVIDER), evalSetId: null,
                evalSet: [name: 'Hours', scenarios: [[name: 'hours', stepsYaml: '- action: spek']]]))

        then:
        workflow.code == 'steps_invalid'
        workflow.pointers == ['/workflow/stepsYaml']
        evalSet.code == 'steps_invalid'
        evalSet.pointers == ['/evalSet/scenarios/0/stepsYaml']

        and: "the provider and the workflow that stood before it were not made either"
        noRunsOrItems()
    }

    def "what #who may not make alone cannot be made with a run either: #code"() {
        given:
        Fixture.Person asker = server.fixture().person()
        Api.Answer answer = asker.api.post('/runs', [
            workflow: inline(provider: PROVIDER), evalSet: Catalog.newEvalSet(), regions: ['eu-west'], *: change,
        ])

        expect:
        answer.code == code
        ['/runs', '/workflows?own=true', '/eval-sets?own=true'].every { asker.api.get(it).ok.data == [] }

        where:
        who                     | change                                                                || code
        'Basic'                 | [workflow: inline(provider: PROVIDER, visibility: 'PRIVATE')]          || 'plan_required'
        'Basic'                 | [evalSet: Catalog.newEvalSet(visibility: 'PRIVATE')]                   || 'plan_required'
        'no administrator'      | [workflow: inline(provider: [*: PROVIDER, scope: 'PLATFORM'])]          || 'forbidden'
    }

    def "a provider of a name that the workspace has is not made again"() {
        when:
        run(workflowId: null, workflow: inline(provider: PROVIDER))

        then:
        person.api.post('/runs', request(workflowId: null, workflow: inline(provider: PROVIDER))).code == 'provider_exists'
        person.api.get('/runs').ok.data.size() == 1
        person.api.get('/workflows?own=true').ok.data.size() == 1
    }

    def "a project that is full takes no workflow of a run either (VOX-EVAL-08)"() {
        given:
        Map provider = theirs.provider()
        10.times { theirs.workflow(providerId: provider.id) }

        when:
        Api.Answer answer = basic.api.post('/runs', [workflow: inline(providerId: provider.id), evalSet: Catalog.newEvalSet(), regions: ['eu-west']])

        then:
        answer.code == 'limit_reached'
        [answer.json.limit, answer.json.count] == [10, 10]
        basic.api.get('/eval-sets?own=true').ok.data == []
    }

    /** Whether nothing is left of a request that was refused. */
    private boolean noRunsOrItems() {
        person.api.get('/runs').ok.data == [] &&
                !person.api.get('/workflows?own=true').ok.data*.name.contains('Shop') &&
                !person.api.get('/eval-sets?own=true').ok.data*.name.contains('Hours') &&
                !person.api.get('/providers?limit=100').ok.data*.name.contains('Shop assistant')
    }
}
