package io.vox.server.evaluation.run

import static io.vox.server.support.Catalog.SETUP
import static io.vox.server.support.Catalog.TALK

import io.vox.server.evaluation.job.JobFixture
import io.vox.server.support.Api
import io.vox.server.support.Catalog
import io.vox.server.support.Fixture
import io.vox.server.support.TestServer
import java.time.Duration
import java.time.Instant
import java.time.temporal.ChronoUnit
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.Shared
import spock.lang.Specification

class RunsApiSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    Fixture.Person person = server.fixture().premium()
    Fixture.Person basic = server.fixture().person()
    Fixture.Person scout = server.fixture().principal()
    Catalog catalog = new Catalog(person.api)
    Catalog theirs = new Catalog(basic.api)

    def "a run has a job for each region, in the order in which they are named (VOX-EVAL-18, VOX-JOB-12)"() {
        given:
        Map workflow = catalog.workflow()
        Map evalSet = catalog.evalSet()

        when:
        Api.Answer answer = person.api.post('/runs', [workflowId: workflow.id, evalSetId: evalSet.id, regions: ['na-east', 'eu-west', 'ap-south']])
        Map run = answer.ok

        then:
        answer.status == 201
        answer.header('Location') == "/api/v1/runs/$run.id"
        run.findAll { !(it.key in ['id', 'jobs', 'createdAt']) } == [status: 'PENDING', createdBy: person.user.id().value(), finishedAt: null]
        run.jobs*.region == ['na-east', 'eu-west', 'ap-south']
        run.jobs*.id.unique(false).size() == 3
        run.jobs.each {
            assert it.findAll { !(it.key in ['id', 'region', 'runAt', 'createdAt']) } == [
                runId: run.id, status: 'PENDING', priority: 50, provider: workflow.version.provider,
                workflowId: workflow.id, workflowVersionId: workflow.version.id, workflowName: workflow.name,
                evalSetId: evalSet.id, evalSetVersionId: evalSet.version.id, evalSetName: evalSet.name,
                projectId: workflow.projectId, visibility: 'PUBLIC', mainline: false, attempt: 1, maxAttempts: 3,
                evalAgentId: null, cancelRequested: false, fault: null, resultId: null, createdBy: person.user.id().value(),
                startedAt: null, finishedAt: null,
            ]
        }

        and: "that is what is there"
        person.api.get("/runs/$run.id").ok == run
        person.api.get('/runs').ok == [data: [run], nextCursor: null]
    }

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

    def "a run of what is given with it makes workflow, provider and eval set, too (VOX-EVAL-18)"() {
        when:
        Map run = person.api.post('/runs', [
            workflow: [
                name: 'Shop', provider: [name: 'Shop assistant', sku: 'RTC', url: 'https://shop.example'],
                target: [kind: 'URL', url: 'https://shop.example/talk'], stepsYaml: SETUP, visibility: 'PRIVATE',
            ],
            evalSet: [name: 'Hours', repeats: 5, scenarios: [[name: 'hours', stepsYaml: TALK]]],
            regions: ['eu-west'], priority: 0,
        ]).ok
        Map job = run.jobs[0]

        then:
        [job.workflowName, job.evalSetName, job.visibility, job.priority] == ['Shop', 'Hours', 'PRIVATE', 0]
        with(person.api.get("/workflows/$job.workflowId").ok) {
            name == 'Shop'
            visibility == 'PRIVATE'
            projectId == job.projectId
            version.id == job.workflowVersionId
            version.stepsYaml == SETUP
            version.provider == job.provider
        }
        with(person.api.get("/eval-sets/$job.evalSetId").ok.version) {
            id == job.evalSetVersionId
            repeats == 5
        }
        with(person.api.get("/providers/$job.provider.id").ok) {
            name == 'Shop assistant'
            sku == 'RTC'
            scope == 'WORKSPACE'
        }
    }

    def "what is there already and what is given with the run go together"() {
        given:
        Map provider = catalog.provider()
        Map project = catalog.project()

        when:
        Map job = run(
                workflowId: null, evalSetId: catalog.evalSet().id,
                workflow: [name: 'Shop', providerId: provider.id, projectId: project.id, target: [kind: 'URL', url: 'https://shop.example']]).jobs[0]

        then:
        job.provider.id == provider.id
        job.projectId == project.id
        person.api.get("/workflows/$job.workflowId").ok.version.stepsYaml == ''
    }

    def "jobs keep the versions and the standing of the time at which they were made (VOX-EVAL-22)"() {
        given:
        Map workflow = catalog.workflow()
        Map evalSet = catalog.evalSet()
        Map before = run(workflowId: workflow.id, evalSetId: evalSet.id)

        when:
        person.api.put("/workflows/$workflow.id", [name: 'Later', providerId: workflow.version.provider.id, target: workflow.version.target, stepsYaml: '']).ok
        person.api.put("/eval-sets/$evalSet.id", [name: 'Later', repeats: 9, scenarios: evalSet.version.scenarios]).ok
        scout.api.put("/workflows/$workflow.id/mainline", [mainline: true]).ok
        scout.api.put("/eval-sets/$evalSet.id/mainline", [mainline: true]).ok
        person.api.patch("/providers/$workflow.version.provider.id", [name: "Renamed $workflow.id", sku: 'RTC']).ok
        Map after = run(workflowId: workflow.id, evalSetId: evalSet.id)

        then:
        with(person.api.get("/runs/$before.id").ok.jobs[0]) {
            workflowVersionId == workflow.version.id
            evalSetVersionId == evalSet.version.id
            provider == workflow.version.provider
            !mainline
        }
        with(after.jobs[0]) {
            workflowVersionId != workflow.version.id
            evalSetVersionId != evalSet.version.id
            provider.sku == 'RTC'
            mainline
        }

        when: "both are deleted"
        person.api.delete("/workflows/$workflow.id").ok
        person.api.delete("/eval-sets/$evalSet.id").ok

        then:
        person.api.get("/runs/$before.id").ok.jobs*.id == before.jobs*.id
        with(person.api.get("/workflows/$workflow.id/versions/$workflow.version.id").ok) {
            [number, target, stepsYaml] == [1, workflow.version.target, workflow.version.stepsYaml]
        }
        person.api.post('/runs', request(workflowId: workflow.id)).code == 'workflow_not_found'
        person.api.post('/runs', request(evalSetId: evalSet.id)).code == 'eval_set_not_found'
    }

    def "a job is mainline if workflow and eval set both are (RES-38): #workflowIs and #evalSetIs make #mainline"() {
        given:
        Map workflow = catalog.workflow()
        Map evalSet = catalog.evalSet()
        scout.api.put("/workflows/$workflow.id/mainline", [mainline: workflowIs]).ok
        scout.api.put("/eval-sets/$evalSet.id/mainline", [mainline: evalSetIs]).ok

        expect:
        run(workflowId: workflow.id, evalSetId: evalSet.id).jobs*.mainline == [mainline]

        where:
        workflowIs | evalSetIs || mainline
        true       | true      || true
        true       | false     || false
        false      | true      || false
    }

    def "a job is public if workflow and eval set both are: #workflowIs and #evalSetIs make #visibility"() {
        expect:
        run(workflowId: catalog.workflow(visibility: workflowIs).id, evalSetId: catalog.evalSet(visibility: evalSetIs).id).jobs*.visibility == [visibility]

        where:
        workflowIs | evalSetIs || visibility
        'PUBLIC'   | 'PUBLIC'  || 'PUBLIC'
        'PRIVATE'  | 'PUBLIC'  || 'PRIVATE'
        'PUBLIC'   | 'PRIVATE' || 'PRIVATE'
    }

    def "everyone runs what is public, and keeps the run to themselves"() {
        given:
        Map workflow = catalog.workflow()

        when:
        Map run = basic.api.post('/runs', request(workflowId: workflow.id, evalSetId: catalog.evalSet().id)).ok

        then: "which project it is in is its owner's affair"
        run.jobs*.projectId == [null]
        person.api.get("/runs/$run.id").code == 'run_not_found'
        person.api.get('/runs').ok.data == []
        basic.api.get('/runs').ok.data == [run]
    }

    def "what was made private by a plan that ended is run no more (RES-41)"() {
        given:
        Map workflow = theirs.workflow()
        server.execute("update workflow set visibility = 'PRIVATE' where id = ?", [workflow.id])

        expect:
        basic.api.post('/runs', [workflowId: workflow.id, evalSetId: theirs.evalSet().id, regions: ['eu-west']]).code == 'plan_required'
        basic.api.get('/runs').ok.data == []
    }

    def "a run can wait for a time (VOX-JOB-08); what is past is now"() {
        given:
        Instant later = Instant.now().plus(Duration.ofDays(365)).truncatedTo(ChronoUnit.MILLIS)

        when:
        Map waiting = run(runAt: later.toString()).jobs[0]
        Map past = run(runAt: '2020-01-01T00:00:00+02:00').jobs[0]

        then:
        Instant.parse(waiting.runAt) == later
        Duration.between(Instant.parse(past.createdAt), Instant.parse(past.runAt)).abs() < Duration.ofSeconds(5)

        and:
        with(person.api.post('/runs', request(runAt: Instant.now().plus(Duration.ofDays(367)).toString()))) {
            code == 'validation_failed'
            pointers == ['/runAt']
        }
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

    def "sent again with its key, also at once, a run is made once"() {
        given:
        Map body = request(workflowId: null, workflow: inline(provider: PROVIDER))

        when:
        List<Api.Answer> answers = Executors.newVirtualThreadPerTaskExecutor().withCloseable { executor ->
            executor.invokeAll((1..6).collect {
                { -> person.api.post('/runs', body, ['Idempotency-Key': 'once-and-for-all']) } as Callable<Api.Answer>
            })*.get()
        }
        Api.Answer again = person.api.post('/runs', body, ['Idempotency-Key': 'once-and-for-all'])

        then:
        answers.findAll { it.status == 201 }.every { it.text == again.text }
        answers.findAll { it.status != 201 }*.code.unique() in [[], ['idempotency_in_flight']]
        again.status == 201
        again.header('Location') == "/api/v1/runs/$again.json.id"
        person.api.get('/runs').ok.data*.id == [again.json.id]

        and:
        person.api.post('/runs', [*: body, priority: 51], ['Idempotency-Key': 'once-and-for-all']).code == 'idempotency_key_reused'
    }

    def "runs are listed in pages, the newest first, each with its own jobs"() {
        given:
        Map workflow = catalog.workflow()
        Map evalSet = catalog.evalSet()
        List<Map> runs = (1..5).collect { run(workflowId: workflow.id, evalSetId: evalSet.id, regions: ['eu-west', 'na-east']) }.reverse()

        when:
        List<Map> found = []
        String cursor = null
        do {
            Map page = person.api.get("/runs?limit=2${cursor ? "&cursor=$cursor" : ''}").ok
            assert page.data.size() <= 2
            found += page.data
            cursor = page.nextCursor
        } while (cursor != null)

        then:
        found == runs
        person.api.get("/runs?cursor=${basic.api.get('/regions?limit=1').ok.nextCursor}").code == 'cursor_invalid'
        person.api.get('/runs?limit=0').code == 'validation_failed'
    }

    def "a run that nobody has, and an id that is none"() {
        expect:
        person.api.get("/runs/${RunId.create()}").code == 'run_not_found'
        with(person.api.get("/runs/job_${'0' * 26}")) {
            code == 'validation_failed'
            pointers == ['path/runId']
        }
        server.api().get("/runs/${RunId.create()}").code == 'unauthenticated'
    }

    def "a run is over when its last job is"() {
        given:
        Map run = run(regions: ['eu-west', 'na-east'])

        when:
        person.api.delete("/jobs/${run.jobs[0].id}").ok
        Map half = person.api.get("/runs/$run.id").ok
        person.api.post("/jobs/${run.jobs[1].id}/cancel").ok
        Map whole = person.api.get("/runs/$run.id").ok

        then:
        [half.status, half.finishedAt] == ['PENDING', null]
        whole.status == 'CANCELED'
        whole.finishedAt == whole.jobs*.finishedAt.max { Instant.parse(it) }
    }

    static final String WORKFLOW = 'wfl_01kaj3qd6v0m5r8y2b4n7c9e1f'
    static final String EVAL_SET = 'evs_01kaj3qd6v0m5r8y2b4n7c9e1f'
    static final Map PROVIDER = [name: 'Shop assistant', sku: 'CONVO_AI', url: 'https://shop.example']

    private static Map inline(Map traits) {
        [name: 'Shop', target: [kind: 'URL', url: 'https://shop.example/talk'], *: traits]
    }

    /** What a request makes a run of. A trait that is null is left out. */
    private Map request(Map traits = [:]) {
        [
            *: traits.containsKey('workflowId') ? [:] : [workflowId: catalog.workflow().id],
            *: traits.containsKey('evalSetId') ? [:] : [evalSetId: catalog.evalSet().id],
            regions: ['eu-west'], *: traits,
        ].findAll { it.value != null }
    }

    private Map run(Map traits) {
        person.api.post('/runs', request(traits)).ok as Map
    }

    /** Whether nothing is left of a request that was refused. */
    private boolean noRunsOrItems() {
        person.api.get('/runs').ok.data == [] &&
                !person.api.get('/workflows?own=true').ok.data*.name.contains('Shop') &&
                !person.api.get('/eval-sets?own=true').ok.data*.name.contains('Hours') &&
                !person.api.get('/providers?limit=100').ok.data*.name.contains('Shop assistant')
    }
}
