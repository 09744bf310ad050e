package io.vox.agent.job

import com.fasterxml.jackson.databind.ObjectMapper
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule
import groovy.json.JsonOutput
import io.vox.agent.worker.FakeVoxServer
import io.vox.sdk.model.ClaimedJob
import java.time.Duration
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(60)
class HeldJobSpec extends Specification {

    def "the first reason to stop stays, unless the lease is lost"() {
        given:
        HeldJob job = new HeldJob(claimed(), Duration.ofMinutes(5))

        when:
        reasons.each { job.stop(it) }

        then:
        job.stopReason().get() == stays
        job.lost == (stays == StopReason.LOST)

        where:
        reasons                                        || stays
        [StopReason.CANCELED]                          || StopReason.CANCELED
        [StopReason.CANCELED, StopReason.RELEASED]     || StopReason.CANCELED
        [StopReason.RELEASED, StopReason.LOST]         || StopReason.LOST
        [StopReason.LOST, StopReason.CANCELED]         || StopReason.LOST
    }

    def "a lease ends by itself unless it is extended"() {
        given:
        HeldJob job = new HeldJob(claimed(), Duration.ofMillis(200))

        expect:
        !new HeldJob(claimed(), Duration.ofMinutes(5)).mustStop()
        job.awaitStop(null).get() == StopReason.LOST
        job.lost
    }

    def "an extension counts from when it was asked for"() {
        given:
        HeldJob job = new HeldJob(claimed(), Duration.ofMillis(1))
        long asked = System.nanoTime() + Duration.ofMinutes(1).toNanos()

        when:
        job.extend(asked)
        job.extend(asked - Duration.ofHours(1).toNanos())

        then:
        !job.mustStop()
    }

    def "an attempt has its time"() {
        given:
        HeldJob job = new HeldJob(claimed(maxSeconds: 0), Duration.ofMinutes(5))

        expect:
        job.timeLeft() == Duration.ZERO
        job.awaitStop(null).get() == StopReason.TIME_UP
    }

    def "a job without #member is none"() {
        given:
        Map job = FakeVoxServer.claimed()
        def parent = member.contains('.') ? job[member.tokenize('.')[0]] : job
        parent.remove(member.tokenize('.').last())

        when:
        new HeldJob(read(job), Duration.ofMinutes(5))

        then:
        thrown(IllegalArgumentException)

        where:
        member << ['jobId', 'lease', 'attempt', 'maxSeconds', 'workflow', 'workflow.target', 'workflow.stepsYaml', 'evalSet',
            'evalSet.repeats', 'provider']
    }

    def "a job does not tell its lease"() {
        expect:
        !new HeldJob(claimed(), Duration.ofMinutes(5)).toString().contains(FakeVoxServer.LEASE)
    }

    private static ClaimedJob claimed(Map changes = [:]) {
        read(FakeVoxServer.claimed(changes))
    }

    private static ClaimedJob read(Map job) {
        new ObjectMapper().registerModule(new JavaTimeModule()).readValue(JsonOutput.toJson(job), ClaimedJob)
    }
}
