package io.vox.agent.worker

import io.vox.agent.fault.ExitCode
import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault

/** When a worker asks for work. */
class WorkerPaceSpec extends WorkerSpecification {

    def "work is asked for only with a free slot"() {
        given:
        server.claimWaitSeconds = 0
        worker.shut()
        server.job()
        server.job(id: 'job_01kaj3qd6v0m5r8y2b4n7c9e1g')

        when:
        worker.start()
        soon.eventually { assert worker.held.size() == 1 }
        int claims = server.of('claimJob').size()
        soon.eventually { assert server.of('heartbeatEvalAgent').size() >= 3 }

        then:
        server.of('claimJob').size() == claims
        server.hasWaitingJobs()

        when:
        worker.open()

        then:
        soon.eventually { assert worker.held.size() == 2 }
    }

    def "two slots do two jobs at once"() {
        given:
        worker.shut()
        server.job()
        server.job(id: 'job_01kaj3qd6v0m5r8y2b4n7c9e1g')

        when:
        worker.start(slots: 2)

        then:
        soon.eventually { assert worker.held.size() == 2 }
        soon.eventually { assert server.of('heartbeatEvalAgent').last().body().jobs.size() == 2 }
    }

    def "a server that does not wait is not stormed with questions"() {
        given:
        server.claimWaitSeconds = 0
        long begun = System.nanoTime()

        when:
        worker.start()
        soon.eventually { assert server.of('heartbeatEvalAgent').size() >= 4 }

        then: "a second between two of them at least"
        server.of('claimJob').size() <= 1 + (System.nanoTime() - begun) / 1e9d
    }

    def "a host that measures wrong asks for no work"() {
        given:
        server.job()
        worker.onPrepare = { talk -> throw new VoxFault(FaultCode.SELF_TEST_FAILED, 'this host measures wrong') }

        when:
        worker.start()
        WorkerEnd end = worker.awaitEnd()

        then:
        end == new WorkerEnd(ExitCode.HARNESS_FAULT, 'this host measures wrong')
        server.of('claimJob').empty
    }

    def "a host that is busy waits for quiet before it asks for work"() {
        given:
        int looks = 0
        worker.onPrepare = { talk ->
            if (++looks == 1) {
                throw new VoxFault(FaultCode.HOST_BUSY, 'this host is busy')
            }
        }
        server.job()

        when:
        worker.runOnce()

        then:
        server.outcome() == 'COMPLETED'
        worker.said.any { it.contains('this host is busy') }
    }
}
