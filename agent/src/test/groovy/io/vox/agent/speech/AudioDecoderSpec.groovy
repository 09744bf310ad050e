package io.vox.agent.speech

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** The fixtures hold 0.3 s of silence, 0.4 s of 440 Hz and 0.1 s of silence, at 0.5 left and 0.25 right. */
class AudioDecoderSpec extends Specification {
    static final double MIXED_AMPLITUDE = 0.375

    @TempDir
    Path folder

    def "#file is read and mixed down to one channel"() {
        when:
        Pcm sound = AudioDecoder.decode(fixture(file))

        then:
        sound.sampleRate() == rate
        Math.abs(sound.seconds() - 0.8) < 0.1
        Math.abs(amplitude(sound, onset) - MIXED_AMPLITUDE) < tolerance
        Math.abs(pitch(sound, onset) - 440) < 6

        and: "the onset is where it was, but for the delay of the MP3 encoder"
        Math.abs(firstAbove(sound, 0.05) - onset) < 0.003

        where:
        file          | rate   | onset | tolerance
        'tone.wav'    | 8000   | 0.3   | 0.001
        'tone.aiff'   | 8000   | 0.3   | 0.001
        'tone.flac'   | 22_050 | 0.3   | 0.001
        'tone24.flac' | 8000   | 0.3   | 0.001
        'tone.ogg'    | 22_050 | 0.3   | 0.01
        'tone.mp3'    | 22_050 | 0.35  | 0.03
    }

    def "the format is told by the content, not by the name"() {
        given:
        Path misnamed = Files.copy(fixture('tone.flac'), folder.resolve('tone.mp3'))

        expect:
        AudioDecoder.decode(misnamed).sampleRate() == 22_050
    }

    def "a missing file is named"() {
        when:
        AudioDecoder.decode(folder.resolve('absent.wav'))

        then:
        SpeechException failure = thrown()
        failure.message.contains('absent.wav does not exist')
    }

    def "a broken #kind file is refused with its name"() {
        given:
        Path broken = Files.write(folder.resolve('broken'), bytes as byte[])

        when:
        AudioDecoder.decode(broken)

        then:
        SpeechException failure = thrown()
        failure.message.contains('broken cannot be read')

        where:
        kind   | bytes
        'WAV'  | 'RIFF'.bytes.toList() + [0] * 60
        'AIFF' | 'FORM'.bytes.toList() + [0] * 60
        'FLAC' | 'fLaC'.bytes.toList() + [0] * 60
        'MP3'  | 'ID3'.bytes.toList() + [0] * 60
        'Ogg'  | 'OggS'.bytes.toList() + [0] * 24 + [1] + 'vorbis'.bytes.toList()
    }

    def "a format that needs ffmpeg says so where it is missing"() {
        given:
        Path file = Files.write(folder.resolve('voice.m4a'), [0, 0, 0, 32] as byte[])

        when:
        AudioDecoder.decode(file, folder.resolve('no-ffmpeg').toString())

        then:
        SpeechException failure = thrown()
        failure.message.contains('Install ffmpeg, or convert the file to WAV')
    }

    def "a format that needs ffmpeg is given to it where it is installed"() {
        given:
        Path file = Files.write(folder.resolve('voice.m4a'), [0, 0, 0, 32] as byte[])
        Path ffmpeg = program("for last; do :; done; cp '${fixture('tone.wav')}' \"\$last\"")

        expect:
        AudioDecoder.decode(file, ffmpeg.toString()).sampleRate() == 8000
    }

    def "the reason of ffmpeg is passed on"() {
        given:
        Path file = Files.write(folder.resolve('voice.m4a'), [0, 0, 0, 32] as byte[])
        Path ffmpeg = program('echo "moov atom not found" >&2; exit 1')

        when:
        AudioDecoder.decode(file, ffmpeg.toString())

        then:
        SpeechException failure = thrown()
        failure.message.contains('moov atom not found')
    }

    private Path program(String script) {
        Path path = Files.writeString(folder.resolve('ffmpeg'), "#!/bin/sh\n$script\n")
        path.toFile().executable = true
        return path
    }

    private static Path fixture(String name) {
        Path.of(AudioDecoderSpec.getResource(name).toURI())
    }

    private static double firstAbove(Pcm sound, double level) {
        (0..<sound.samples().length).find { Math.abs(sound.samples()[it]) > level } / sound.sampleRate()
    }

    /** From the middle half of the tone. */
    private static float[] middle(Pcm sound, double onset) {
        Arrays.copyOfRange(sound.samples(), (int) ((onset + 0.1) * sound.sampleRate()),
                (int) ((onset + 0.3) * sound.sampleRate()))
    }

    private static double amplitude(Pcm sound, double onset) {
        float[] samples = middle(sound, onset)
        Math.sqrt(2 * (samples.collect { it * it }.sum() as double) / samples.length)
    }

    private static double pitch(Pcm sound, double onset) {
        float[] samples = middle(sound, onset)
        int rises = (1..<samples.length).count { samples[it - 1] < 0 && samples[it] >= 0 }
        rises / (samples.length / sound.sampleRate())
    }
}
