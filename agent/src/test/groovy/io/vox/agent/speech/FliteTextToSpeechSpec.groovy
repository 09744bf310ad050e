package io.vox.agent.speech

import spock.lang.Requires
import spock.lang.Specification

class FliteTextToSpeechSpec extends Specification {
    def "without flite a text is refused with what to do"() {
        given:
        TextToSpeech speaker = new FliteTextToSpeech('no-such-flite')

        when:
        speaker.synthesize('Hello.', null)

        then:
        SpeechException failure = thrown()
        failure.message.contains('Install the Debian package flite, or speak a file.')
        !speaker.available()
    }

    def "an empty text is refused"() {
        when:
        new FliteTextToSpeech().synthesize('  ', null)

        then:
        thrown(SpeechException)
    }

    @Requires({ new FliteTextToSpeech().available() })
    def "where flite is installed, a text becomes speech and is spoken only once"() {
        given:
        TextToSpeech speaker = new FliteTextToSpeech()

        when:
        Pcm sound = speaker.synthesize('Hello, can you hear me?', voice)

        then:
        sound.sampleRate() >= 8000
        sound.seconds() > 0.8
        sound.seconds() < 4
        sound.samples().any { Math.abs(it) > 0.05 }
        speaker.synthesize('Hello, can you hear me?', voice).is(sound)

        where:
        voice << [null, 'slt', 'rms']
    }

    @Requires({ new FliteTextToSpeech().available() })
    def "where flite is installed, a text that looks like an option is spoken"() {
        expect:
        new FliteTextToSpeech().synthesize('-o is an option.', null).seconds() > 0.5
    }

    @Requires({ new FliteTextToSpeech().available() })
    def "where flite is installed, the unknown voice #voice is refused with those that exist"() {
        when:
        new FliteTextToSpeech().synthesize('Hello.', voice)

        then:
        SpeechException failure = thrown()
        failure.message.contains('slt')

        where:
        voice << ['nobody', '/etc/passwd', 'http://127.0.0.1/voice', '']
    }
}
