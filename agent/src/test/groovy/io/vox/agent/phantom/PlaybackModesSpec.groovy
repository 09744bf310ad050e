package io.vox.agent.phantom

import io.vox.agent.browser.BrowserInstaller
import io.vox.agent.browser.BrowserSettings
import io.vox.agent.calibration.PhantomConversation
import io.vox.agent.calibration.PhantomRun
import io.vox.agent.calibration.TurnError
import io.vox.agent.conversation.ConversationListener
import io.vox.agent.conversation.SpeechLibrary
import io.vox.agent.corpus.Corpus
import io.vox.agent.fault.FaultCode
import io.vox.agent.fault.VoxFault
import io.vox.agent.scenario.Scenario
import io.vox.agent.scenario.ScenarioParser
import io.vox.agent.speech.FliteTextToSpeech
import io.vox.measurement.analysis.TurnKind
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Tag
import spock.lang.TempDir

/** Real conversations with the phantom in each way a page can play a voice, one question and one barge-in each. */
@Tag('measures')
class PlaybackModesSpec extends Specification {
    @TempDir
    @Shared
    Path folder

    @Shared
    @AutoCleanup
    PhantomRun run

    @Shared
    List<TurnError> measured = []

    def setupSpec() {
        BrowserSettings settings = new BrowserSettings(BrowserInstaller.provide(false, {}), true)
        run = PhantomRun.start(settings, new SpeechLibrary(Corpus.standard(), new FliteTextToSpeech(), null), folder)
    }

    def "the agent is heard and timed when its voice goes through #transport and is played by #playback"() {
        when:
        PhantomConversation held = hold([playback: playback, transport: transport])
        measured.addAll(held.errors())

        then:
        held.errors()*.kind() == [TurnKind.RESPONSE, TurnKind.INTERRUPT]
        held.errors().findAll { !it.flagged() }.every { Math.abs(it.errorMs()) <= 20 }

        and: "the terminal hears no less than was programmed"
        held.truths().every { it.truthMs() >= it.programmedMs() }

        where:
        playback  | transport
        'element' | 'webrtc'
        'audio'   | 'webrtc'
        'iframe'  | 'webrtc'
        'shadow'  | 'webrtc'
        'element' | 'direct'
        'iframe'  | 'direct'
    }

    def "what is in doubt is the exception, and not far off"() {
        expect:
        measured.count { it.flagged() } < measured.size() / 2
        measured.every { Math.abs(it.errorMs()) <= 60 }
    }

    def "a page that plays nothing that can be heard is told apart by what was seen: #playback"() {
        when:
        hold([playback: playback, transport: transport])

        then:
        VoxFault fault = thrown()
        fault.code() == FaultCode.NO_AGENT_AUDIO
        fault.line().startsWith('no agent audio path found; seen on the page: ')
        fault.line().contains(seen)

        where:
        playback  | transport | seen
        'context' | 'direct'  | 'AudioContext'
        'never'   | 'webrtc'  | 'nothing that plays audio'
    }

    def "a page that never asks for the microphone is said to be one"() {
        when:
        hold([microphone: 'never'])

        then:
        VoxFault fault = thrown()
        fault.code() == FaultCode.NO_MICROPHONE_REQUEST
    }

    private PhantomConversation hold(Map<String, String> program) {
        return run.hold([greeting: 'false', drop: '2'] + program, scenario(), 1, ConversationListener.NONE)
    }

    /** Speaks only when the page, which does not greet, has had time to begin its own recording. */
    private static Scenario scenario() {
        Path source = Path.of('playback.yaml')
        return ScenarioParser.requireScenario(ScenarioParser.withParameters([:]).parse('''\
            name: playback
            steps:
              - action: sleep
                time: 1000
              - action: speak
                corpus: q_hours
              - action: barge_in
                corpus: barge_in
                after: 1200
                timeout: 4000
              - action: sleep
                time: 500
            '''.stripIndent(), source), source)
    }
}
