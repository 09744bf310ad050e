package io.vox.agent.worker

import spock.lang.Tag

/** How often a worker gives a sign of life. */
@Tag('measures')
class WorkerHeartbeatSpec extends WorkerSpecification {

    def "the server says how often and how long, and nobody asks later than told"() {
        given:
        server.claimWaitSeconds = 2

        when:
        worker.start()
        soon.eventually { assert server.of('heartbeatEvalAgent').size() >= 6 }

        then: "but for the first one, since what is done for the first time takes its time"
        server.of('claimJob').every { it.body().waitSeconds <= 2 }
        List<Long> beats = server.of('heartbeatEvalAgent')*.nanos().drop(1)
        List<Double> pauses = (1..<beats.size()).collect { (beats[it] - beats[it - 1]) / 1e9d }
        pauses.every { it > 0.75 && it < 1.6 }
        pauses*.round(3).unique().size() > 1
    }
}
