package io.vox.server.platform.id

import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.Specification

class UlidSpec extends Specification {
    def "ids have a prefix, 26 characters, and sort by the time at which they were made"() {
        when:
        List<String> ids = (1..100_000).collect { Ulid.create(Ulid.JOB) }

        then:
        ids.every { Ulid.isId(Ulid.JOB, it) }
        ids == ids.toSorted()
        ids.toUnique().size() == ids.size()
    }

    def "the time is in the first ten characters"() {
        given:
        long before = System.currentTimeMillis()

        when:
        String id = Ulid.create(Ulid.RUN)

        then:
        long millis = id.substring(4, 14).inject(0L) { long sum, String c -> sum * 32 + '0123456789abcdefghjkmnpqrstvwxyz'.indexOf(c) }
        millis in before..System.currentTimeMillis()
    }

    def "ids of many threads differ"() {
        given:
        Callable<List<String>> make = { (1..5_000).collect { Ulid.create(Ulid.CALL) } }

        when:
        List<String> ids = Executors.newFixedThreadPool(8).withCloseable { it.invokeAll([make] * 8)*.get().flatten() } as List<String>

        then:
        ids.toUnique().size() == 40_000
    }

    def "#text is not the id of a job"() {
        expect:
        !Ulid.isId(Ulid.JOB, text)

        where:
        text << ['', 'job_', 'job_01kaj3qd6v0m5r8y2b4n7c9e1', 'run_01kaj3qd6v0m5r8y2b4n7c9e1f', 'job_81kaj3qd6v0m5r8y2b4n7c9e1f', 'job_01KAJ3QD6V0M5R8Y2B4N7C9E1F']
    }
}
