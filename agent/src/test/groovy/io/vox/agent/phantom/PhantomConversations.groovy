package io.vox.agent.phantom

import io.vox.agent.browser.BrowserInstaller
import io.vox.agent.browser.BrowserSettings
import io.vox.agent.calibration.PhantomConversation
import io.vox.agent.calibration.PhantomRun
import io.vox.agent.conversation.SpeechLibrary
import io.vox.agent.corpus.Corpus
import io.vox.agent.scenario.Scenario
import io.vox.agent.scenario.ScenarioParser
import io.vox.agent.speech.FliteTextToSpeech
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** Holds real conversations with the phantom, one question and one barge-in each. */
abstract class PhantomConversations extends Specification {
    @TempDir
    @Shared
    Path folder

    @Shared
    @AutoCleanup
    PhantomRun run

    def setupSpec() {
        BrowserSettings settings = new BrowserSettings(BrowserInstaller.provide(false, {}), true)
        run = PhantomRun.start(settings, new SpeechLibrary(Corpus.standard(), new FliteTextToSpeech(), null), folder)
    }

    protected PhantomConversation hold(Map<String, String> program) {
        return run.holdUnbroken([greeting: 'false', drop: '2'] + program, scenario())
    }

    /** Speaks only when the page, which does not greet, has had time to begin its own recording. */
    protected static Scenario scenario() {
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
