package io.vox.agent.demo

import io.vox.agent.calibration.PhantomCompanion
import io.vox.agent.conversation.SpeechLibrary
import io.vox.agent.corpus.Corpus
import io.vox.agent.job.JobHarness
import io.vox.agent.phantom.PhantomProgram
import io.vox.agent.phantom.PhantomServer
import io.vox.agent.run.Companion
import io.vox.agent.run.Harness
import io.vox.agent.speech.FliteTextToSpeech
import io.vox.sdk.model.ClaimedJob
import io.vox.sdk.model.Target
import io.vox.sdk.model.TargetKind
import io.vox.sdk.model.WorkflowVersion
import java.nio.file.Path
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

class DemoHarnessSpec extends Specification {

    @TempDir
    Path folder

    @AutoCleanup
    PhantomServer phantom

    SpeechLibrary library = new SpeechLibrary(Corpus.standard(), new FliteTextToSpeech(), null)
    List<String> said = []
    JobHarness usual = { speech, limit -> { talk -> talk.accept('testing this host') } as Harness } as JobHarness

    def setup() {
        phantom = PhantomServer.start(0, PhantomProgram.standard('demo'), folder)
    }

    def "the truth goes with jobs that call this very phantom"() {
        given:
        DemoHarness harness = new DemoHarness(usual, phantom, said::add)

        expect:
        harness.companion(job(phantom.uri().toString()), library) instanceof PhantomCompanion
        harness.companion(job('http://127.0.0.1:1/'), library).is(Companion.NONE)
    }

    def "each attempt of a job has calls of its own"() {
        given:
        DemoHarness harness = new DemoHarness(usual, phantom, said::add)

        expect:
        (1..2).collect { attempt -> address(harness, attempt) }.toSet().size() == 2
        address(harness, 1).contains('session=job_1-1-7')
    }

    def "what takes long before a job is told to the person, too"() {
        given:
        List<String> log = []

        when:
        DemoHarness harness = new DemoHarness(usual, phantom, said::add)
        harness.of(library, Duration.ofMinutes(1)).prepare(log::add)

        then:
        said == ['testing this host']
        log == said

        when: "in a job it is among the events"
        harness.companion(job(phantom.uri().toString()), library)
        harness.of(library, Duration.ofMinutes(1)).prepare(log::add)

        then:
        said.size() == 1
        log.size() == 2
    }

    private String address(DemoHarness harness, int attempt) {
        harness.companion(job(phantom.uri().toString(), attempt), library).address(null, 7, phantom.uri())
    }

    private static ClaimedJob job(String url, int attempt = 1) {
        new ClaimedJob().jobId('job_1').attempt(attempt)
                .workflow(new WorkflowVersion().target(new Target().kind(TargetKind.URL).url(url)))
    }
}
