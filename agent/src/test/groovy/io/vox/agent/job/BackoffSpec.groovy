package io.vox.agent.job

import java.time.Duration
import spock.lang.Specification

class BackoffSpec extends Specification {

    def "pauses double up to a limit, each with jitter, and begin again after a success"() {
        given:
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8))

        when:
        List<Long> pauses = (1..6).collect { backoff.next().toMillis() }
        backoff.reset()

        then:
        [pauses, [1000, 2000, 4000, 8000, 8000, 8000]].transpose().every { pause, whole -> pause >= whole / 2 && pause <= whole }
        backoff.next().toMillis() <= 1000
    }

    def "eval agents that failed together do not come back together"() {
        expect:
        (1..50).collect { new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(1)).next() }.unique().size() > 40
    }

    def "jitter is never later than told"() {
        expect:
        (1..200).collect { Backoff.jittered(Duration.ofSeconds(30), 0.8).toMillis() }.every { it >= 24_000 && it <= 30_000 }
    }
}
