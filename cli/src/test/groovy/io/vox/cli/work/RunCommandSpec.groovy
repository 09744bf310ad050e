package io.vox.cli.work

import static io.vox.cli.Documents.*

import com.sun.net.httpserver.HttpExchange
import groovy.json.JsonOutput
import io.vox.cli.CommandSpecification
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

class RunCommandSpec extends CommandSpecification {
    static final List<String> RUN = ['run', '--workflow', 'wfl_1', '--eval-set', 'evs_1', '--region', 'eu-west', '--wait']
    static final List<Map> EVENTS = [event(1, 'CREATED', 'Created'), event(2, 'CLAIMED', 'Claimed by lab-1'), event(3, 'TURN', 'Turn 1'), event(4, 'COMPLETED', 'Completed')]

    def "a run is followed to its end and shown, json #asJson"() {
        given:
        ended(job(status: 'COMPLETED', resultId: 'res_1'), [call(1), call(2)])

        expect:
        vox(*RUN, *(asJson ? ['--json'] : [])) == 0
        err == 'Run run_1, 1 job.\nCreated\nClaimed by lab-1\nCompleted\n'
        asJson || out.readLines()[0] == 'Result         res_1'
        asJson || out.contains('Response latency  812 ms')
        !asJson || json().keySet() == ['run', 'results', 'exitCode'] as Set
        !asJson || json().run.jobs[0].status == 'COMPLETED'
        !asJson || json().results[0].metrics[0].stats.median.value == 812
        !asJson || json().exitCode == 0

        where:
        asJson << [false, true]
    }

    def "the exit code says how it ended: #why"() {
        given:
        ended(job([status: 'COMPLETED', resultId: 'res_1'] + job), calls)

        expect:
        vox(*RUN) == code

        where:
        why                        | job                                                                   | calls                                                                          || code
        'all well'                 | [:]                                                                   | [call(1)]                                                                      || 0
        'a check failed'           | [:]                                                                   | [call(1), call(2, [checks: [[name: 'hours', passed: false, detail: 'x']]])]    || 1
        'a check was not judged'   | [:]                                                                   | [call(1, [checks: [[name: 'hours', passed: null, detail: 'x']]])]              || 0
        'a wait was in vain'       | [:]                                                                   | [call(1, [steps: [[number: 1, action: 'wait', elapsedMs: 1, reported: false, status: 'timeout', detail: null]]])] || 1
        'the agent failed'         | [:]                                                                   | [call(1, [fault: fault('AGENT_FAULT', 'no_agent_audio')])]                     || 1
        'the agent took too long'  | [:]                                                                   | [call(1, [fault: fault('AGENT_FAULT', 'conversation_timeout')])]               || 6
        'one void, held again'     | [:]                                                                   | [call(1, [repeat: 1, fault: fault('HARNESS_FAULT', 'browser_died')]), call(2, [repeat: 1])] || 0
        'one void at the end'      | [:]                                                                   | [call(1), call(2, [fault: fault('HARNESS_FAULT', 'browser_died')])]            || 5
        'worse outweighs'          | [:]                                                                   | [call(1, [fault: fault('AGENT_FAULT', 'x')]), call(2, [fault: fault('TARGET_UNAVAILABLE', 'x')])] || 4
        'target away'              | [status: 'FAILED', resultId: null, fault: fault('TARGET_UNAVAILABLE', 'x')] | []                                                                       || 4
        'harness fault'            | [status: 'FAILED', resultId: null, fault: fault('HARNESS_FAULT', 'x')]      | []                                                                       || 5
        'a new kind of fault'      | [status: 'FAILED', resultId: null, fault: fault('MOON', 'x')]               | []                                                                       || 5
        'wrong steps'              | [status: 'FAILED', resultId: null, fault: fault('USAGE', 'x')]              | []                                                                       || 2
        'canceled'                 | [status: 'CANCELED', resultId: null]                                  | []                                                                             || 130
    }

    def "jobs without a result say why"() {
        given:
        ended(job(status: 'FAILED', fault: fault('TARGET_UNAVAILABLE', 'target_unreachable')), [])

        expect:
        vox(*RUN) == 4
        out == 'Job job_1 in eu-west: FAILED: What target_unreachable means.\n'
    }

    def "several jobs are followed at once, each with its region"() {
        given:
        def jobs = [job(status: 'COMPLETED', resultId: 'res_1'), job(id: 'job_2', region: 'na-east', status: 'CANCELED')]
        server.on('POST /runs', 201, run(jobs*.plus(status: 'PENDING')))
        server.on('GET /runs/run_1', 200, run(jobs))
        server.on('GET /results/res_1', 200, result())
        server.list('GET /jobs/job_1/calls', [call(1)])
        server.events('job_1', EVENTS)
        server.events('job_2', [event(1, 'CANCELED', 'Canceled')])

        expect:
        vox(*RUN, '--region', 'na-east') == 130
        err.readLines() as Set == ['Run run_1, 2 jobs.', 'eu-west: Created', 'eu-west: Claimed by lab-1', 'eu-west: Completed', 'na-east: Canceled'] as Set
        out.readLines().last() == 'Job job_2 in na-east: CANCELED'
        out.contains('\n\nJob job_2')
    }

    def "who waits in vain is told that the run goes on"() {
        given:
        def done = new CountDownLatch(1)
        server.on('POST /runs', 201, run([job(status: 'PENDING')]))
        server.handle('GET /jobs/job_1/events/stream') { HttpExchange exchange ->
            exchange.sendResponseHeaders(200, 0)
            exchange.responseBody << "event: job\ndata: ${JsonOutput.toJson(event(1, 'CREATED', 'Created'))}\n\n"
            exchange.responseBody.flush()
            done.await(30, TimeUnit.SECONDS)
            exchange.close()
        }

        expect:
        vox(*RUN, '--timeout', '1s') == 6
        out == ''
        err.readLines().last() == 'vox: not over after 1 s; the run goes on: vox runs show run_1'

        cleanup:
        done.countDown()
    }

    def "a stream that is refused ends the waiting"() {
        given:
        server.on('POST /runs', 201, run([job(status: 'PENDING')]))
        server.problem('GET /jobs/job_1/events/stream', 404, 'job_not_found')

        expect:
        vox(*RUN) == 2
        err.readLines().last() == 'vox: Said job_not_found. (job_not_found)'
    }

    def "watching a job prints its events as they come and ends with its exit code, json #asJson"() {
        given:
        server.events('job_1', EVENTS)
        server.on('GET /jobs/job_1', 200, job(status: status, fault: status == 'FAILED' ? fault('HARNESS_FAULT', 'x') : null))

        expect:
        vox('jobs', 'watch', 'job_1', *(asJson ? ['--json'] : [])) == code
        err == ''
        asJson || out.readLines() == ['14:30:01Z  CREATED               Created', '14:30:02Z  CLAIMED               Claimed by lab-1',
                                      '14:30:03Z  TURN                  Turn 1', '14:30:04Z  COMPLETED             Completed']
        !asJson || out.readLines().collect { new groovy.json.JsonSlurper().parseText(it).seq } == [1, 2, 3, 4]

        where:
        asJson | status      || code
        false  | 'COMPLETED' || 0
        true   | 'COMPLETED' || 0
        false  | 'FAILED'    || 5
    }

    private void ended(Map job, List<Map> calls) {
        server.on('POST /runs', 201, run([job + [status: 'PENDING', resultId: null, fault: null]]))
        server.events('job_1', EVENTS)
        server.on('GET /runs/run_1', 200, run([job], [status: job.status]))
        server.on('GET /results/res_1', 200, result())
        server.list('GET /jobs/job_1/calls', calls)
    }
}
