package io.vox.agent.run.output

import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault
import io.vox.agent.run.ResultDocument
import io.vox.agent.run.SyntheticCalls
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class ResultTextSpec extends Specification {

    @TempDir
    Path folder

    def "a result as text has metrics, reasons, turns and verdicts"() {
        given:
        ResultDocument result = SyntheticCalls.run(folder, SyntheticCalls.harness())

        expect:
        ResultText.lines(result, Ink.NONE).join('\n') == '''\
            shop, 1 conversation, 12 s, method 2026-11-21

            Metric               Median, rate     P95      SD  95 % interval  n
            Response latency           800 ms  900 ms  141 ms              -  2
            Response rate               100 %       -       -              -  2
            False interruptions           0 %       -       -              -  2
            Turn success                100 %       -       -              -  2
            Talk ratio                   55 %       -       -              -  1
            No interval: fewer than three conversations.
            Not measured, no step of the scenario asks for it: interrupt latency, interrupt rate, recovery latency, backchannels ignored, network resilience, noise handling.
            Not measured, no transcriber is configured: first-content latency, word error rate.
            Not measured, no speech-quality model or judge is configured: naturalness.

                Turn  Kind      What     Outcome    Value
            01     1  response  q_hours  answered  700 ms
            01     2  response  q_price  answered  900 ms

            All is well: every turn went as it should.
            Answered after 800 ms (median of 2 turns).'''.stripIndent()
    }

    def "a fault stands before the verdicts, and cannot do anything to the terminal"() {
        given:
        VoxFault fault = new VoxFault(FaultCode.STEP_FAILED, 'no \u001b[31m button\nhere')
        ResultDocument result = SyntheticCalls.run(folder, SyntheticCalls.harness([fault]))

        expect:
        ResultText.lines(result, Ink.NONE).contains('Conversation 01: agent fault: no  [31m button here')
    }

    def "colours are used on a terminal that may have them: #environment"() {
        expect:
        Ink.of(terminal, environment) == ink

        where:
        terminal | environment                    || ink
        true     | [TERM: 'xterm']                || Ink.COLOURED
        true     | [TERM: 'xterm', NO_COLOR: '1'] || Ink.NONE
        true     | [TERM: 'dumb']                 || Ink.NONE
        true     | [NO_COLOR: '']                 || Ink.COLOURED
        false    | [TERM: 'xterm']                || Ink.NONE
    }

    def "colour does not shift columns"() {
        given:
        ResultDocument result = SyntheticCalls.run(folder, SyntheticCalls.harness())

        expect:
        ResultText.lines(result, Ink.COLOURED).collect { it.replaceAll(/\u001b\[\d+m/, '').stripTrailing() } ==
            ResultText.lines(result, Ink.NONE)
        ResultText.lines(result, Ink.COLOURED).any { it.contains('\u001b[32manswered\u001b[0m') }
    }
}
