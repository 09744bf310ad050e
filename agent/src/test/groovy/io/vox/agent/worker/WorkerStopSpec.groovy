package io.vox.agent.worker

import static io.vox.agent.worker.Misbehavior.PROXY
import static io.vox.agent.worker.Misbehavior.SILENCE

/** How a worker is stopped. */
@ConcurrentFeatures
class WorkerStopSpec extends WorkerSpecification {

    def "the first signal lets the job finish, and takes no other"() {
        given:
        holdJob()
        server.job(id: 'job_01kaj3qd6v0m5r8y2b4n7c9e1g')

        when:
        worker.signal()
        int beats = server.of('heartbeatEvalAgent').size()
        soon.eventually { assert server.of('heartbeatEvalAgent').size() > beats }

        then: "it works on, and gives signs of life"
        worker.running
        server.outcome() == null

        when:
        worker.open()

        then:
        worker.awaitEnd() == WorkerEnd.ASKED
        server.outcome() == 'COMPLETED'
        server.hasWaitingJobs()
    }

    def "the second signal gives the job back"() {
        given:
        holdJob()

        when:
        worker.signal()
        worker.signal()

        then:
        worker.awaitEnd() == WorkerEnd.ASKED
        server.outcome() == 'PENDING'
        server.the('releaseJob') == [reason: 'The eval agent is being stopped.']
        server.of('failJob').empty
    }

    def "with releasing the first signal already gives the job back"() {
        given:
        holdJob(releasing: true)

        when:
        worker.signal()

        then:
        worker.awaitEnd() == WorkerEnd.ASKED
        server.of('releaseJob').size() == 1
    }

    def "the third signal drops the job even if the server is silent"() {
        given:
        holdJob()
        server.misbehave('releaseJob', SILENCE)

        when:
        worker.signal()
        worker.signal()
        soon.eventually { assert server.of('releaseJob').size() == 1 }

        then:
        worker.running

        when:
        worker.signal()

        then:
        worker.awaitEnd() == WorkerEnd.ASKED
        server.outcome() == null
    }

    def "an idle worker stops at once, and the claim that it breaks off gets no job"() {
        given: "a claim that waits longer than anybody for the end"
        server.claimWaitSeconds = 30
        worker.start()
        soon.eventually { assert server.of('claimJob').size() == 1 }

        when:
        worker.signal()
        worker.awaitEnd(20)
        server.job()

        then:
        server.of('registerEvalAgent').size() == 2
        soon.eventually { assert server.hasWaitingJobs() }
    }

    def "the heartbeat ends last: it goes on until the job is reported"() {
        given:
        holdJob()
        server.misbehave('completeJob', PROXY)

        when:
        worker.signal()
        worker.open()
        soon.eventually { assert server.of('completeJob').size() >= 2 }
        int beats = server.of('heartbeatEvalAgent').size()
        soon.eventually { assert server.of('heartbeatEvalAgent').size() > beats }
        server.behave('completeJob')
        worker.awaitEnd()

        then:
        server.outcome() == 'COMPLETED'
    }
}
