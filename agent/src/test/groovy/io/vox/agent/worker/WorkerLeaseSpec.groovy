package io.vox.agent.worker

import static io.vox.agent.worker.FakeVoxServer.JOB
import static io.vox.agent.worker.Misbehavior.GARBAGE
import static io.vox.agent.worker.Misbehavior.KILL
import static io.vox.agent.worker.Misbehavior.SILENCE

/** How a job is lost, canceled and cut short. */
@ConcurrentFeatures
class WorkerLeaseSpec extends WorkerSpecification {

    def "losing the lease ends the job at once, and nothing is reported: #how"() {
        given:
        holdJob()
        soon.eventually { assert !server.events.empty }

        when:
        lose(how)

        then:
        soon.eventually { assert worker.clean && worker.status().contains('waiting for a job') }
        server.of('completeJob').empty
        server.of('failJob').empty
        server.of('releaseJob').empty
        server.outcome() == null

        where:
        how << ['the heartbeat says so', 'progress is refused', 'the answer to progress says so']
    }

    def "a lease that no heartbeat extends ends by itself"() {
        given:
        server.leaseSeconds = 2
        holdJob()

        when:
        server.misbehave('heartbeatEvalAgent', mode)

        then:
        soon.eventually { assert worker.said.any { it.contains("$JOB (attempt 1) is over: lost") } }
        server.outcome() == null
        worker.clean

        where:
        mode << [SILENCE, KILL, GARBAGE]
    }

    def "a job that does not listen is interrupted"() {
        given:
        worker.listening = false
        holdJob()

        when:
        server.actions[JOB] = 'ABANDON'

        then:
        soon.eventually { assert worker.interrupted }
        soon.eventually { assert worker.clean }
        server.outcome() == null
    }

    def "a job that somebody cancels is stopped and reported as canceled"() {
        given:
        holdJob()

        when:
        server.actions[JOB] = 'CANCEL'

        then:
        soon.eventually { assert server.outcome() == 'CANCELED' }
        server.the('failJob') == [kind: 'CANCELED', code: 'canceled', message: 'canceled on request']
    }

    def "an attempt that takes too long is ended and says so"() {
        given:
        worker.shut()
        server.job(maxSeconds: 1)

        when:
        worker.start()

        then:
        soon.eventually { assert server.outcome() == 'FAILED' }
        server.the('failJob').code == 'job_timeout'
        server.the('failJob').kind == 'USAGE'
    }

    private void lose(String how) {
        switch (how) {
            case 'the heartbeat says so':
                server.actions[JOB] = 'ABANDON'
                break
            case 'progress is refused':
                server.refuse('reportJobProgress', 409, 'lease_lost')
                worker.tell('something more')
                break
            default:
                server.misbehave('heartbeatEvalAgent', GARBAGE)
                server.actions[JOB] = 'ABANDON'
                worker.tell('something more')
        }
    }
}
