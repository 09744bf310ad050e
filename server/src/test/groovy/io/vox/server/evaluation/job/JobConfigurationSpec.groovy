package io.vox.server.evaluation.job

import java.time.Duration
import spock.lang.Specification

class JobConfigurationSpec extends Specification {
    static final Map DEFAULTS = [
        lease: Duration.ofMinutes(5), heartbeat: Duration.ofSeconds(30), claimWait: Duration.ofSeconds(30), poll: Duration.ofSeconds(5),
        reap: Duration.ofSeconds(10), retryDelay: Duration.ofSeconds(10), longestAttempt: Duration.ofHours(2),
        streamComment: Duration.ofSeconds(15), streamLife: Duration.ofMinutes(5), allowedHosts: ['', 'localhost:8080'],
    ]

    def "empty hosts are left out"() {
        expect:
        make([:]).allowedHosts() == ['localhost:8080']
    }

    def "#change is refused with the name of the setting"() {
        when:
        make(change)

        then:
        IllegalArgumentException e = thrown()
        e.message.contains("vox.evaluation.job.$name")

        where:
        change                                   || name
        [lease: Duration.ZERO]                   || 'lease'
        [lease: Duration.ofHours(2)]             || 'lease'
        [heartbeat: Duration.ofMinutes(6)]       || 'heartbeat'
        [claimWait: Duration.ofSeconds(31)]      || 'claim-wait'
        [claimWait: Duration.ofSeconds(-1)]      || 'claim-wait'
        [poll: Duration.ZERO]                    || 'poll'
        [reap: Duration.ofHours(1)]              || 'reap'
        [retryDelay: Duration.ofHours(2)]        || 'retry-delay'
        [longestAttempt: Duration.ofDays(2)]     || 'longest-attempt'
        [streamComment: Duration.ofMinutes(2)]   || 'stream-comment'
        [streamLife: Duration.ofSeconds(1)]      || 'stream-life'
        [allowedHosts: ['host'] * 21]            || 'allowed-hosts'
    }

    private static JobConfiguration make(Map change) {
        new JobConfiguration(*((DEFAULTS + change).values() as List))
    }
}
