package io.vox.agent.speech

import io.vox.agent.corpus.Corpus
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

class PocketsphinxSpeechToTextSpec extends Specification {
    static final Pcm SILENCE = new Pcm(48_000, new float[4800])

    @TempDir
    Path folder

    def "without PocketSphinx a sound is refused with what to do"() {
        given:
        SpeechToText transcriber = new PocketsphinxSpeechToText('no-such-program', 'no-such-program')

        when:
        transcriber.transcribe(SILENCE)

        then:
        SpeechException failure = thrown()
        failure.message.contains('Install the Debian packages pocketsphinx and pocketsphinx-en-us')
        !transcriber.available()
    }

    def "the words of PocketSphinx 5 are taken from its JSON"() {
        given:
        Path program = Files.writeString(folder.resolve('pocketsphinx'), '''\
            #!/bin/sh
            echo '{"b":0.000,"d":1.170,"p":1.000,"t":"Go <sil> forward(2)","w":[]}'
            echo '{"b":1.170,"d":1.000,"p":1.000,"t":"ten meters","w":[]}'
            '''.stripIndent())
        program.toFile().executable = true

        expect:
        new PocketsphinxSpeechToText('no-such-program', program.toString()).transcribe(SILENCE) ==
                new Transcript('go forward ten meters')
    }

    @Requires({ new PocketsphinxSpeechToText().available() })
    def "where PocketSphinx is installed, it understands a caller"() {
        given:
        Corpus corpus = Corpus.standard()
        Pcm question = new Pcm(Corpus.SAMPLE_RATE, corpus.samples(corpus.asset('af_heart', 'q_price')))

        expect:
        new PocketsphinxSpeechToText().transcribe(question).text().contains('pizza')
    }
}
