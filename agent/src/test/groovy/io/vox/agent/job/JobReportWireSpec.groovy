package io.vox.agent.job

import com.fasterxml.jackson.databind.ObjectMapper
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule
import groovy.json.JsonSlurper
import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault
import io.vox.agent.run.ResultDocument
import io.vox.agent.run.ResultJson
import io.vox.agent.run.SyntheticCalls
import io.vox.agent.secret.Redactor
import io.vox.agent.worker.Contract
import io.vox.measurement.analysis.Outcome
import io.vox.measurement.analysis.TurnKind
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class JobReportWireSpec extends Specification {

    @TempDir
    Path folder

    JobReportWire wire = new JobReportWire(Redactor.of(['hunter2']))

    def "turns and conversations are reported one to one"() {
        given:
        ResultDocument result = SyntheticCalls.run(folder, SyntheticCalls.harness(), 2)
        Map written = new JsonSlurper().parseText(ResultJson.write(result)) as Map

        when:
        Map reported = json(result)

        then:
        reported.conversations*.turns == written.conversations*.turns
        ['scenario', 'repeat', 'condition', 'durationMs', 'sampleRate', 'methodVersion', 'caller', 'agent', 'flags', 'verdicts', 'steps',
            'checks', 'notices'].every { reported.conversations*."$it" == written.conversations*."$it" }
        reported.conversations*.startedAt == written.conversations*.startedAt
        reported.host == written.host
        reported.tool == written.tool
        !reported.containsKey('metrics')
    }

    def "a report keeps to the contract: #name"() {
        given:
        ResultDocument result = SyntheticCalls.run(folder, SyntheticCalls.harness([fault]))

        expect:
        Contract.problems('JobReport', text(result)).empty

        where:
        name        | fault
        'all well'  | null
        'excluded'  | new VoxFault(FaultCode.BROWSER_DIED, 'the browser went away')
        'failed'    | new VoxFault(FaultCode.NO_AGENT_AUDIO, 'a very long story ' * 1000)
    }

    def "every outcome and kind of turn has its word"() {
        expect:
        Outcome.values()*.name().every { io.vox.sdk.model.TurnOutcome.fromValue(it).value == it }
        TurnKind.values().every { JobReportWire.kind(it).value == it.name() }
    }

    def "every fault has its word"() {
        expect:
        FaultCode.values().every { code ->
            def fault = wire.fault(code.kind(), code.wireName(), 'so it was')
            fault.kind.value == code.kind().name() && fault.code == code.wireName()
        }
    }

    def "a line for people is one line without secrets"() {
        expect:
        wire.text('two\nlines\u001b[31m and hunter2') == 'two lines [31m and [secret]'
        wire.text('x' * 3000).length() == 2000
    }

    private Map json(ResultDocument result) {
        new JsonSlurper().parseText(text(result)) as Map
    }

    private String text(ResultDocument result) {
        new ObjectMapper().registerModule(new JavaTimeModule())
                .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .writeValueAsString(wire.report(result))
    }
}
