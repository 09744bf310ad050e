package io.vox.server.evaluation.job

import io.vox.server.evaluation.job.queue.JobReaper
import io.vox.server.support.Api
import io.vox.server.support.TestServer
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

/** Walks every cell of the tables of docs/job-states.md, and compares them with its picture (VOX-JOB-04). */
class JobStatesSpec extends Specification {
    static final String PAGE = Files.readString(Path.of('../docs/job-states.md'))

    /** How a job is brought into each state; answers what its eval agent holds, or held. */
    static final Map<String, Closure<Map>> STATES = [
        PENDING: { JobStatesSpec it -> [jobId: it.fixture.job(), lease: 'x' * 43] },
        RUNNING: { JobStatesSpec it -> it.running() },
        stopping: { JobStatesSpec it -> it.stopping(it.running()) },
        last: { JobStatesSpec it -> it.last(it.running()) },
        expired: { JobStatesSpec it -> it.expired(it.running()) },
        'stopping, expired': { JobStatesSpec it -> it.expired(it.stopping(it.running())) },
        'last, expired': { JobStatesSpec it -> it.expired(it.last(it.running())) },
        COMPLETED: { JobStatesSpec it -> it.ended { held -> it.agent.complete(held) } },
        FAILED: { JobStatesSpec it -> it.ended { held -> it.agent.fail(held, 'USAGE') } },
        CANCELED: { JobStatesSpec it -> it.ended { held -> it.agent.fail(held, 'CANCELED') } },
    ]

    static final Map<String, Closure<Api.Answer>> OPERATIONS = [
        claim: { JobStatesSpec it, Map held -> it.agent.tryClaim() },
        heartbeat: { JobStatesSpec it, Map held -> it.agent.heartbeat(held) },
        progress: { JobStatesSpec it, Map held -> it.agent.progress(held, [[number: 1, type: 'NOTICE', message: 'Hello']]) },
        complete: { JobStatesSpec it, Map held -> it.agent.complete(held) },
        'fail (HARNESS_FAULT)': { JobStatesSpec it, Map held -> it.agent.fail(held, 'HARNESS_FAULT') },
        'fail (AGENT_FAULT)': { JobStatesSpec it, Map held -> it.agent.fail(held, 'AGENT_FAULT') },
        'fail (TARGET_UNAVAILABLE)': { JobStatesSpec it, Map held -> it.agent.fail(held, 'TARGET_UNAVAILABLE') },
        'fail (USAGE)': { JobStatesSpec it, Map held -> it.agent.fail(held, 'USAGE') },
        'fail (CANCELED)': { JobStatesSpec it, Map held -> it.agent.fail(held, 'CANCELED') },
        release: { JobStatesSpec it, Map held -> it.agent.release(held) },
        delete: { JobStatesSpec it, Map held -> it.fixture.api.delete("/jobs/$held.jobId") },
        cancel: { JobStatesSpec it, Map held -> it.fixture.api.post("/jobs/$held.jobId/cancel") },
        reaper: { JobStatesSpec it, Map held -> it.server.bean(JobReaper).runOnce(); null },
    ]

    @Shared
    @AutoCleanup
    TestServer server = TestServer.start('vox.evaluation.job.reap': '5m')

    @Shared
    JobFixture fixture

    @Shared
    JobFixture.Agent agent

    def setupSpec() {
        server.fixture().setUp()
        fixture = new JobFixture(server)
        agent = fixture.agent()
    }

    def setup() {
        server.execute("update job set status = 'CANCELED', finished_at = vox_now() where status = 'PENDING'")
    }

    def "#cell.operation on a job that is #cell.state: #cell.text"() {
        given:
        Map held = STATES[cell.state](this)
        Map before = fixture.row(held.jobId)

        when:
        Api.Answer answer = OPERATIONS[cell.operation](this, held)

        then:
        answered(answer, cell.text)
        fixture.status(held.jobId) == (cell.target ?: before.status)
        fixture.row(held.jobId).attempt == before.attempt + (cell.text.contains('attempt + 1') ? 1 : 0)

        and: "what changes nothing adds no event, and what moves the job adds one that says so"
        fixture.events(held.jobId).size() - before.last_event_seq == (cell.target != null || tells(cell) ? 1 : 0)

        where:
        cell << cells()
    }

    def "the tables have a cell for every operation in every state of theirs"() {
        expect:
        tables().collectMany { it.operations } as Set == OPERATIONS.keySet()
        tables().collectMany { it.states } as Set == STATES.keySet()
        tables().every { table -> table.rows.every { it.size() == table.states.size() } }
        cells()*.target.findAll() as Set == JobStatus.values()*.name() as Set
    }

    def "the arrows of the picture are the moves of the tables"() {
        expect:
        arrows() == cells().findAll { it.target }.collect { "${base(it.state)} --> $it.target: ${it.operation.takeWhile { it != ' ' }}" as String } as Set
    }

    def "a job whose agent is killed in every attempt fails, with the fault on our side"() {
        given:
        JobFixture elsewhere = new JobFixture(server)
        JobFixture.Agent runner = elsewhere.agent()
        String jobId = elsewhere.job()

        when:
        3.times {
            runner.claim()
            server.shiftClock(Duration.ofMinutes(6 * (it + 1)))
            server.bean(JobReaper).runOnce()
        }

        then:
        with(elsewhere.api.get("/jobs/$jobId").ok) {
            status == 'FAILED'
            attempt == 3
            fault.kind == 'HARNESS_FAULT'
            fault.code == 'agent_silent'
        }
        elsewhere.events(jobId) == ['CREATED', 'CLAIMED', 'LOST', 'CLAIMED', 'LOST', 'CLAIMED', 'FAILED']

        cleanup:
        server.shiftClock(Duration.ZERO)
    }

    Map running() {
        fixture.job()
        agent.claim()
    }

    Map stopping(Map held) {
        fixture.api.post("/jobs/$held.jobId/cancel").ok
        held
    }

    Map last(Map held) {
        server.execute('update job set attempt = max_attempts where id = ?', [held.jobId])
        held
    }

    Map expired(Map held) {
        fixture.expire(held.jobId)
        held
    }

    Map ended(Closure<Api.Answer> how) {
        Map held = running()
        how(held).ok
        held
    }

    private static boolean answered(Api.Answer answer, String text) {
        switch (text) {
            case '–': return answer == null
            case ~/\d+/: return answer.status == text.toInteger()
            case ~/[A-Z]+/: return answer.ok.toString().contains("action:$text")
            case ~/[a-z_]+/: return answer.status == 409 && answer.code == text
            default: return answer == null || answer.status in 200..204
        }
    }

    /** Whether an operation that leaves the state alone tells something to those who watch. */
    private static boolean tells(Map cell) {
        cell.operation == 'progress' && cell.text != 'lease_lost' || cell.operation == 'cancel' && cell.state in ['RUNNING', 'expired', 'last, expired']
    }

    private static String base(String state) {
        state in JobStatus.values()*.name() ? state : 'RUNNING'
    }

    private static Set<String> arrows() {
        (PAGE =~ /(?m)^    ([A-Z]+ --> [A-Z]+): (.+)$/).collect { it }.collectMany { List<String> all -> all[2].split(', ').collect { "${all[1]}: $it" as String } } as Set
    }

    private static List<Map> cells() {
        tables().collectMany { table ->
            [table.operations, table.rows].transpose().collectMany { String operation, List<String> row ->
                [table.states, row].transpose().collect { String state, String text ->
                    [operation: operation, state: state, text: text, target: text.startsWith('→ ') ? (text =~ /[A-Z]+/)[0] : null]
                }
            }
        }
    }

    private static List<Map> tables() {
        List<List<List<String>>> found = PAGE.split(/\n\n/).findAll { it.startsWith('| operation |') }.collect { text ->
            text.strip().readLines().collect { it.replace('`', '').split(/\|/).drop(1)*.strip() }
        }
        found.collect { lines -> [states: lines[0].drop(1), operations: lines.drop(2)*.first(), rows: lines.drop(2)*.drop(1)] }
    }
}
