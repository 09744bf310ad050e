package io.vox.agent.run.output

import io.vox.agent.conversation.Check
import io.vox.agent.conversation.ConversationListener
import io.vox.agent.conversation.ConversationPlan
import io.vox.agent.conversation.StepRecord
import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault
import io.vox.agent.run.ConversationHolder
import io.vox.agent.run.Harness
import io.vox.agent.run.ResultDocument
import io.vox.agent.run.SyntheticCalls
import java.nio.charset.StandardCharsets
import java.nio.file.Path
import javax.xml.parsers.DocumentBuilderFactory
import org.w3c.dom.Element
import org.w3c.dom.NodeList
import spock.lang.Specification
import spock.lang.TempDir

class JUnitReportSpec extends Specification {

    @TempDir
    Path folder

    def "each turn is a case of the suite of its application and scenario"() {
        expect:
        JUnitReport.of(SyntheticCalls.run(folder, SyntheticCalls.harness())) == '''\
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="vox" tests="2" failures="0" errors="0" time="1.600">
              <testsuite name="shop x talk" tests="2" failures="0" errors="0" time="1.600" skipped="0" timestamp="2026-11-21T10:00:00">
                <testcase name="repeat 1, turn 1: response (q_hours)" classname="shop x talk" time="0.700"></testcase>
                <testcase name="repeat 1, turn 2: response (q_price)" classname="shop x talk" time="0.900"></testcase>
              </testsuite>
            </testsuites>
            '''.stripIndent()
    }

    def "missed turns, failed checks and waits in vain are failures"() {
        given:
        Harness harness = { talk ->
            new Harness.Ready({ ConversationPlan plan, ConversationListener listener ->
                Path file = plan.folder().resolve('recording.wav')
                SyntheticCalls.write(file, 20d, [[1d, 2d], [6d, 7d]], [[2.7d, 4d]])
                def held = SyntheticCalls.conversation(plan)
                held.class.getDeclaredConstructors()[0].newInstance(held.application(), held.scenario(), held.repeat(), held.folder(),
                    file, held.timeline(), [new StepRecord(2, 'wait_for_voice', 10_000, false, 'timeout', 'silence & more')],
                    [new Check('listen 3', false, "no \"hours\" \u0001"), new Check('listen 4', null, 'not judged')], [],
                    held.startedAt(), held.browser(), null)
            } as ConversationHolder, null)
        }

        when:
        Element suite = suite(SyntheticCalls.run(folder, harness))

        then:
        suite.getAttribute('tests') == '5'
        suite.getAttribute('failures') == '3'
        suite.getAttribute('skipped') == '1'
        all(suite, 'testcase').collect { [it.getAttribute('name'), *outcome(it, 'failure')] } == [
            ['repeat 1, turn 1: response (q_hours)', '', ''],
            ['repeat 1, turn 2: response (q_price)', 'no_answer', 'no answer before the next turn or within 10 s'],
            ['repeat 1, listen 3', 'check', 'no "hours"  '],
            ['repeat 1, listen 4', '', ''],
            ['repeat 1, step 2: wait_for_voice', 'timeout', 'silence & more']]
    }

    def "a run that never began is an error"() {
        given:
        Harness harness = { talk -> throw new VoxFault(FaultCode.NO_BROWSER, 'no browser found') }

        when:
        Element suite = suite(SyntheticCalls.run(folder, harness))

        then:
        suite.getAttribute('errors') == '1'
        outcome(suite, 'error') == ['no_browser', 'no browser found']
    }

    def "an excluded conversation is skipped, and the one that replaces it counts"() {
        given:
        VoxFault died = new VoxFault(FaultCode.BROWSER_DIED, 'the browser went away')

        when:
        Element suite = suite(SyntheticCalls.run(folder, SyntheticCalls.harness([died])))

        then:
        suite.getAttribute('tests') == '3'
        suite.getAttribute('errors') == '0'
        suite.getAttribute('skipped') == '1'
        outcome(suite, 'skipped') == ['', 'excluded and held again: the browser went away']
    }

    private static Element suite(ResultDocument result) {
        InputStream xml = new ByteArrayInputStream(JUnitReport.of(result).getBytes(StandardCharsets.UTF_8))
        return all(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).documentElement, 'testsuite').first()
    }

    private static List<String> outcome(Element element, String name) {
        Element found = all(element, name).find()
        return [found?.getAttribute('type') ?: '', found?.getAttribute('message') ?: '']
    }

    private static List<Element> all(Element element, String name) {
        NodeList found = element.getElementsByTagName(name)
        return (0..<found.length).collect { found.item(it) as Element }
    }
}
