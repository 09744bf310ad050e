package io.vox.agent.worker

import static io.vox.agent.worker.Misbehavior.GARBAGE
import static io.vox.agent.worker.Misbehavior.KILL
import static io.vox.agent.worker.Misbehavior.NONSENSE
import static io.vox.agent.worker.Misbehavior.PROXY
import static io.vox.agent.worker.Misbehavior.UNAVAILABLE

import io.vox.agent.fault.ExitCode

/** A server that misbehaves. */
@ConcurrentFeatures
class WorkerFaultsSpec extends WorkerSpecification {

    def "a report is sent until it is answered: #mode"() {
        given:
        server.job()
        server.misbehave('completeJob', mode, 2)

        when:
        worker.runOnce()

        then:
        server.outcome() == 'COMPLETED'
        server.of('completeJob').size() == 3

        where:
        mode << [KILL, GARBAGE, PROXY, UNAVAILABLE]
    }

    def "a report that the server refuses is a fault of ours"() {
        given:
        server.job()
        server.refuse('completeJob', 400, 'report_invalid')

        when:
        worker.runOnce()

        then:
        server.the('failJob').subMap('kind', 'code') == [kind: 'HARNESS_FAULT', code: 'report_refused']
        server.of('completeJob').size() == 1
    }

    def "a report that comes too late is dropped"() {
        given:
        server.job()
        server.refuse('completeJob', 409, 'lease_lost')

        when:
        worker.runOnce()

        then:
        server.of('completeJob').size() == 1
        server.of('failJob').empty
        worker.said.any { it.contains('is over: lost') }
    }

    def "an upload that breaks goes on where it was"() {
        given:
        server.maxChunkBytes = 300_000
        server.job()
        server.misbehave('uploadArtifactContent', KILL, 1)

        when:
        worker.runOnce()

        then:
        server.outcome() == 'COMPLETED'
        server.of('getArtifactUpload').size() >= 1
        server.content('recording.wav').length > 1_000_000
    }

    def "files that the server has no room for do not cost the figures"() {
        given:
        server.job()
        server.refuse('createArtifact', 422, 'limit_reached')

        when:
        worker.runOnce()

        then:
        server.outcome() == 'COMPLETED'
        worker.said.any { it.contains('Not every file') }
    }

    def "events that cannot be sent wait, and come once"() {
        given:
        worker.shut()
        server.job()
        server.misbehave('reportJobProgress', mode, 2)
        worker.start(once: true)

        when:
        soon.eventually { assert server.events.size() == 2 }
        worker.open()
        worker.awaitEnd()

        then:
        server.events*.number == [1, 2, 3, 4]

        where:
        mode << [KILL, GARBAGE, UNAVAILABLE]
    }

    def "a server that answers #mode to a claim is asked again"() {
        given:
        server.misbehave('claimJob', mode, 1)
        server.job()

        when:
        worker.runOnce()

        then:
        server.outcome() == 'COMPLETED'
        server.of('claimJob').size() == 2

        where:
        mode << [KILL, GARBAGE, NONSENSE, PROXY, UNAVAILABLE]
    }

    def "a worker that comes before its server waits for it: #mode"() {
        given:
        server.misbehave('registerEvalAgent', mode, 1)
        server.job()

        when:
        worker.runOnce()

        then:
        server.outcome() == 'COMPLETED'

        where:
        mode << [KILL, GARBAGE, NONSENSE, UNAVAILABLE]
    }

    def "a token that is no good ends the worker"() {
        given:
        server.revokeToken()

        when:
        worker.start()
        WorkerEnd end = worker.awaitEnd()

        then:
        end.exitCode() == ExitCode.USAGE
        end.line().startsWith('the server takes the eval agent token no more')
    }

    def "a token that is revoked during a job ends both at once"() {
        given:
        holdJob()

        when:
        server.revokeToken()

        then:
        worker.awaitEnd().exitCode() == ExitCode.USAGE
        server.outcome() == null
    }

    def "another eval agent of the same name ends this one"() {
        given:
        worker.start()
        soon.eventually { assert server.of('claimJob').size() >= 1 }

        when:
        server.endSession()
        WorkerEnd end = worker.awaitEnd()

        then:
        end.exitCode() == ExitCode.SERVER_ERROR
        end.line().contains('give this one another --name')
    }

    def "a token for another region is told before any work"() {
        when:
        worker.start(region: 'us-east')
        WorkerEnd end = worker.awaitEnd()

        then:
        end == new WorkerEnd(ExitCode.USAGE, 'the token is for the region eu-west, not for us-east')
        server.of('claimJob').empty
    }
}
