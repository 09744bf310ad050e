package io.vox.server.platform.web

import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import io.micronaut.inject.ExecutableMethod
import io.micronaut.json.JsonMapper
import io.micronaut.validation.validator.DefaultValidator
import io.micronaut.validation.validator.ValidatorConfiguration
import io.vox.api.model.JobReport
import io.vox.server.evaluation.job.JobFixture
import io.vox.server.support.TestServer
import spock.lang.Shared
import spock.lang.Specification

/** Holds the quick way to the framework's: it may pass less, never more. */
class PlainConstraintsSpec extends Specification {
    @Shared
    TestServer server = TestServer.shared()

    @Shared
    DefaultValidator framework = new DefaultValidator(server.bean(ValidatorConfiguration))

    @Shared
    ExecutableMethod method = server.server.context().getBeanDefinition(Class.forName('io.vox.server.evaluation.daemon.DaemonController'))
            .executableMethods.find { it.methodName == 'completeJob' }

    @Shared
    PlainConstraints.Check[] checks = new PlainConstraints().ofParameters(method)

    private static final List<Object> EXTREMES =
            [null, -1, 0, 10_001, 2_000_000_000_000L, -1e9d, 1e9d, '', ' ', 'A B!', 'x' * 70, 'x' * 20_000, [], ['!'], [null], (1..300).collect { 'a' }]

    def "a usual report passes"() {
        expect:
        quick(report())
        slow(report())
    }

    def "whatever is wrong anywhere in a report does not pass"() {
        given:
        Map valid = JobFixture.report(conversations: 1, turns: 1)
        valid.conversations[0].fault = [kind: 'AGENT_FAULT', code: 'no_answer', message: 'It did not answer.']
        List<List> paths = []
        leaves(valid, [], paths)
        int compared = 0
        int refused = 0

        when:
        List<String> passed = []
        for (List path : paths) {
            for (Object extreme : EXTREMES) {
                JobReport changed = read(change(valid, path, extreme))
                if (changed != null) {
                    compared++
                    boolean right = slow(changed)
                    refused += right ? 0 : 1
                    if (quick(changed) && !right) {
                        passed << "${path.join('/')} = $extreme"
                    }
                }
            }
        }

        then:
        passed == []
        compared > 150
        refused > 100
    }

    private boolean quick(JobReport report) {
        checks.length == 3 && [arguments(report), checks.toList()].transpose().every { value, check -> check.holds(value) }
    }

    private boolean slow(JobReport report) {
        framework.validateParameters(this, method, arguments(report) as Object[]).empty
    }

    private static List<Object> arguments(JobReport report) {
        ['job_01kaj3qd6v0m5r8y2b4n7c9e1f', 'a' * 43, report]
    }

    private JobReport report() {
        read(JobFixture.report(conversations: 3, turns: 6))
    }

    /** Null if not even JSON of that shape can be read. */
    private JobReport read(Map report) {
        try {
            server.bean(JsonMapper).readValue(JsonOutput.toJson(report), JobReport)
        } catch (IOException ignored) {
            null
        }
    }

    private static void leaves(Object node, List path, List<List> paths) {
        if (path) {
            paths << path
        }
        if (node instanceof Map) {
            node.each { key, value -> leaves(value, path + [key], paths) }
        } else if (node instanceof List) {
            node.eachWithIndex { value, int i -> leaves(value, path + [i], paths) }
        }
    }

    private static Map change(Map report, List path, Object value) {
        Map copy = new JsonSlurper().parseText(JsonOutput.toJson(report)) as Map
        Object owner = path.dropRight(1).inject(copy) { node, key -> node[key] }
        owner[path.last()] = value
        copy
    }
}
