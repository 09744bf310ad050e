package io.vox.server.evaluation.run

import static io.vox.server.support.Catalog.SETUP
import static io.vox.server.support.Catalog.TALK

import io.vox.server.support.Api
import java.time.Duration
import java.time.Instant
import java.time.temporal.ChronoUnit
import java.util.concurrent.Callable
import java.util.concurrent.Executors

/** Runs and their jobs, through HTTP. */
class RunsApiSpec extends RunSpecification {
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
}
