package io.vox.measurement.audio

import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class WavWriterSpec extends Specification {
    @TempDir
    Path folder

    def "what is written in either form is read back"() {
        given:
        Path path = folder.resolve('a.wav')

        when:
        WavWriter writer = WavWriter.create(path, 48000, 2)
        writer.write([9, 16384, -16384, 1, -32768] as short[], 1, 2)
        writer.write([[0.5f, 2f], [-0.5f, Float.NaN]] as float[][], 2)
        writer.close()
        float[][] read = WavReader.readAll(path)

        then:
        writer.frames() == 4
        read[0].toList() == [0.5f, 1f / 32768, 0.5f, 32767f / 32768]
        read[1].toList() == [-0.5f, -1f, -0.5f, 0f]
    }

    def "missing frames are filled with silence by their number, measurement 1.4"() {
        given:
        Path path = folder.resolve('a.wav')

        when:
        WavWriter writer = WavWriter.create(path, 8000, 1)
        writer.pad(100_000)
        writer.write([16384] as short[], 0, 1)
        writer.close()
        float[][] read = WavReader.readAll(path)

        then:
        read[0].length == 100_001
        read[0][99_999] == 0f
        read[0][100_000] == 0.5f
    }

    def "a recording is playable up to the last flush while it is still being written"() {
        given:
        Path path = folder.resolve('a.wav')
        WavWriter writer = WavWriter.create(path, 8000, 2)

        when:
        writer.write(new short[2000], 0, 1000)
        writer.flush()
        writer.write(new short[20], 0, 10)

        then:
        WavReader.readAll(path)[0].length == 1000

        cleanup:
        writer.close()
    }

    def "a recording that was only begun is a valid empty file"() {
        given:
        Path path = folder.resolve('a.wav')

        when:
        WavWriter writer = WavWriter.create(path, 8000, 2)

        then:
        WavReader.readAll(path)[1].length == 0

        cleanup:
        writer.close()
    }

    def "planar sound of the wrong number of channels is refused"() {
        given:
        WavWriter writer = WavWriter.create(folder.resolve('a.wav'), 8000, 2)

        when:
        writer.write(new float[1][5], 5)

        then:
        thrown(IllegalArgumentException)

        cleanup:
        writer.close()
    }
}
