package io.vox.agent.conversation

import com.sun.net.httpserver.HttpServer
import io.vox.agent.browser.AddressGuard
import io.vox.agent.browser.BrowserInstaller
import io.vox.agent.browser.BrowserSession
import io.vox.agent.browser.BrowserSettings
import io.vox.agent.calibration.PhantomCall
import io.vox.agent.corpus.Corpus
import io.vox.agent.fault.FaultCode
import io.vox.agent.phantom.PhantomProgram
import io.vox.agent.phantom.PhantomServer
import io.vox.agent.scenario.Application
import io.vox.agent.scenario.Scenario
import io.vox.agent.scenario.ScenarioParser
import io.vox.agent.speech.FliteTextToSpeech
import io.vox.measurement.audio.WavReader
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** Conversations with a real browser that something puts an end to. */
class BrokenConversationSpec extends Specification {
    @TempDir
    @Shared
    Path folder

    @Shared
    @AutoCleanup
    PhantomServer phantom

    @Shared
    ConversationRunner runner

    @Shared
    int held

    def setupSpec() {
        phantom = PhantomServer.start(0, PhantomProgram.standard('broken'), folder.resolve('truth'))
        BrowserSettings settings = new BrowserSettings(BrowserInstaller.provide(false, {}), true)
        runner = new ConversationRunner(
                settings, new SpeechLibrary(Corpus.standard(), new FliteTextToSpeech(), null), Duration.ofSeconds(60))
    }

    def "a page that reloads ends the conversation, and what was recorded is kept"() {
        when:
        Conversation conversation = hold('() => 0') { int number, BrowserSession browser ->
            if (number == 5) {
                browser.page().evaluate('() => { setTimeout(() => location.reload(), 0) }')
            }
        }

        then:
        conversation.fault().code() == FaultCode.PAGE_RELOADED
        seconds(conversation.recording()) > 1
        Files.size(conversation.folder().resolve('failure.png')) > 0
    }

    def "a dialog is dismissed and told, and the conversation goes on"() {
        when:
        Conversation conversation = hold("() => setTimeout(() => confirm('Are you still there?'), 3000)")

        then:
        conversation.fault() == null
        conversation.notices().any { it.contains('confirm') && it.contains('Are you still there?') }
        conversation.steps()*.status().every { it == 'ok' }
    }

    @Requires({ os.linux })
    def "a browser that is killed ends the conversation, and what was recorded is kept"() {
        when:
        Conversation conversation = hold('() => 0') { int number, BrowserSession browser -> if (number == 5) killBrowsers() }

        then:
        conversation.fault().code() == FaultCode.BROWSER_DIED
        seconds(conversation.recording()) > 1
    }

    def "an address where nobody listens is told as unreachable"() {
        given:
        Socket nobody = new Socket()
        nobody.bind(new InetSocketAddress(InetAddress.loopbackAddress, 0))
        int port = nobody.localPort

        when:
        Conversation conversation = open(URI.create("http://127.0.0.1:$port/"))

        then:
        conversation.fault().code() == FaultCode.TARGET_UNREACHABLE
        conversation.fault().line().contains("http://127.0.0.1:$port/")
        conversation.timeline().stimuli().empty

        cleanup:
        nobody?.close()
    }

    def "a page that answers with an error is told with its status"() {
        given:
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)
        server.createContext('/') { exchange ->
            exchange.sendResponseHeaders(503, -1)
            exchange.close()
        }
        server.start()

        when:
        Conversation conversation = open(URI.create("http://127.0.0.1:${server.address.port}/"))

        then:
        conversation.fault().code() == FaultCode.TARGET_ERROR
        conversation.fault().line().contains('503')

        cleanup:
        server.stop(0)
    }

    /** As runs do it: a conversation that a busy machine spoiled is held once more. */
    private Conversation hold(String script, Closure onStep = { int number, BrowserSession browser -> }) {
        Conversation conversation = holdOnce(script, onStep)
        conversation.fault()?.code() == FaultCode.RECORDING_BROKEN ? holdOnce(script, onStep) : conversation
    }

    private Conversation holdOnce(String script, Closure onStep) {
        PhantomCall call = new PhantomCall(phantom, "broken-${++held}" as String, [:])
        List<BrowserSession> opened = []
        Prelude prelude = new Prelude() {
            @Override
            void afterOpen(BrowserSession browser, Runnable drain) {
                opened << browser
                browser.page().evaluate(script)
            }
        }
        return runner.hold(plan(call.application(), call.url(), prelude), new ConversationListener() {
            @Override
            void step(int number, int total, String words) {
                onStep(number, opened.last())
            }
        })
    }

    private Conversation open(URI url) {
        Application application = new Application('nobody', url, null, [], [], Path.of('nobody.yaml'))
        held++
        return runner.hold(plan(application, url, Prelude.NONE), ConversationListener.NONE)
    }

    private ConversationPlan plan(Application application, URI url, Prelude prelude) {
        return new ConversationPlan(application, scenario(), url, 1, folder.resolve("held-$held"), new AddressGuard(url), null,
                Listening.withoutTranscriber(), prelude)
    }

    private static Scenario scenario() {
        Path source = Path.of('broken.yaml')
        return ScenarioParser.requireScenario(ScenarioParser.withParameters([:]).parse('''\
            name: broken
            steps:
              - action: wait_for_voice
              - action: wait_for_silence
              - action: speak
                corpus: q_hours
              - action: wait_for_voice
              - action: wait_for_silence
            '''.stripIndent(), source), source)
    }

    /** Whole seconds of sound that can still be played. */
    private static double seconds(Path recording) {
        return WavReader.open(recording).withCloseable { it.frames() / it.sampleRate() }
    }

    /** The browsers among the descendants of this process. */
    private static void killBrowsers() {
        ProcessHandle.current().descendants().filter { it.info().command().orElse('').contains('chrom') }
                .forEach { it.destroyForcibly() }
    }
}
