package io.vox.measurement.audio

import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class WavReaderSpec extends Specification {
    @TempDir
    Path folder

    static final List<Double> SAMPLES = [0.0d, 0.5d, -0.5d, 0.25d, -1.0d, 0.75d]

    def "a file of format #code with #bits bits is decoded to floats in -1 to 1, measurement 1.1"() {
        given:
        Path path = file(header(code, bits, extensible, body(code, bits)))

        when:
        float[][] read = WavReader.readAll(path)

        then:
        read.length == 2
        (0..<3).every { Math.abs(read[0][it] - SAMPLES[2 * it]) < 0.01 }
        (0..<3).every { Math.abs(read[1][it] - SAMPLES[2 * it + 1]) < 0.01 }

        where:
        code | bits | extensible
        1    | 8    | false
        1    | 16   | false
        1    | 24   | false
        1    | 32   | false
        3    | 32   | false
        3    | 64   | false
        1    | 16   | true
        1    | 24   | true
        3    | 32   | true
    }

    def "unknown chunks, also of odd size, are skipped"() {
        given:
        byte[] sound = body(1, 16)
        byte[] bytes = bytes(200, 'RIFF', 0, 'WAVE', 'LIST', 3, [1, 2, 3, 0] as byte[], format(1, 16, false), 'data', sound.length, sound, 'id3 ', 4, [9, 9, 9, 9] as byte[])

        when:
        float[][] read = WavReader.readAll(file(bytes))

        then:
        read[0].length == 3
        Math.abs(read[0][1] + 0.5) < 0.001
    }

    def "sound after a #description data size is read to the end of the file"() {
        given:
        byte[] sound = body(1, 16)
        byte[] bytes = bytes(200, 'RIFF', riffSize, 'WAVE', format(1, 16, false), 'data', size, sound)

        expect:
        WavReader.readAll(file(bytes))[0].length == 3

        where:
        description | size       | riffSize
        'zero'      | 0          | 36
        'unknown'   | 0xffffffff | 0xffffffff
        'too large' | 100000     | 100036
    }

    def "a recording cut in the middle of a frame keeps its complete frames"() {
        given:
        byte[] whole = header(1, 16, false, body(1, 16))

        expect:
        WavReader.readAll(file(Arrays.copyOf(whole, whole.length - 1)))[0].length == 2
    }

    def "an RF64 file takes its size from the ds64 chunk"() {
        given:
        byte[] sound = body(1, 16)
        byte[] ds64 = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN).putLong(0).putLong(8).putLong(2).putInt(0).array()
        byte[] bytes = bytes(200, 'RF64', -1, 'WAVE', 'ds64', 28, ds64, format(1, 16, false), 'data', -1, sound)

        expect:
        WavReader.readAll(file(bytes))[0].length == 2
    }

    def "a closed file without sound has no frames, measurement 1.1"() {
        given:
        Path path = file(header(1, 16, false, new byte[0]))

        when:
        WavReader reader = WavReader.open(path)
        int count = reader.read(new float[2][10], 0, 10)
        reader.close()

        then:
        reader.frames() == 0
        count == -1
    }

    def "NaN and overshoot in a float file are made harmless"() {
        given:
        ByteBuffer sound = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN)
        [Float.NaN, 3f, -3f, 0.5f].each { sound.putFloat(it) }

        when:
        float[][] read = WavReader.readAll(file(header(3, 32, false, sound.array())))

        then:
        read[0].toList() == [0f, -1f]
        read[1].toList() == [1f, 0.5f]
    }

    def "#description is refused with one line that a user understands"() {
        when:
        WavReader.open(file(content))

        then:
        WavFormatException e = thrown()
        e.message.contains(words)
        !e.message.contains('\n')

        where:
        description              | content                                                                                   | words
        'an empty file'          | new byte[0]                                                                               | 'is empty'
        'a text file'            | 'hello, I am no sound at all'.bytes                                                       | 'not a WAV'
        'a tiny file'            | 'ab'.bytes                                                                                | 'not a WAV'
        'another RIFF file'      | bytes(40, 'RIFF', 4, 'AVI ', new byte[20])                                                | 'not a WAV'
        'a truncated header'     | bytes(40, 'RIFF', 4, 'WAVE', 'fmt ', 16, new byte[3])                                     | 'ends inside'
        'a bare tag'             | 'RIFF'.bytes                                                                              | 'ends inside'
        'an unsupported codec'   | header(85, 16, false, new byte[8])                                                        | 'unsupported codec'
        'sound without a format' | bytes(60, 'RIFF', 4, 'WAVE', 'data', 4, new byte[4])                                      | 'no format'
    }

    def "reading goes on from the frame that was sought"() {
        given:
        Path path = file(header(1, 16, false, body(1, 16)))
        float[][] into = new float[2][5]

        when:
        WavReader reader = WavReader.open(path)
        reader.seek(1)
        int first = reader.read(into, 1, 10)
        int second = reader.read(into, 0, 1)
        reader.close()

        then:
        first == 2
        second == -1
        Math.abs(into[0][1] + 0.5) < 0.001
        Math.abs(into[1][2] - 0.75) < 0.001

        when:
        reader.seek(4)

        then:
        thrown(IllegalArgumentException)
    }

    private Path file(byte[] content) {
        Files.write(folder.resolve('sound.wav'), content)
    }

    private static byte[] body(int code, int bits) {
        ByteBuffer sound = ByteBuffer.allocate(SAMPLES.size() * bits.intdiv(8)).order(ByteOrder.LITTLE_ENDIAN)
        SAMPLES.each { double sample ->
            if (code == 3) {
                bits == 32 ? sound.putFloat((float) sample) : sound.putDouble(sample)
            } else if (bits == 8) {
                sound.put((byte) (128 + Math.round(sample * 127)))
            } else {
                long value = Math.round(sample * (2d**(bits - 1) - 1))
                (0..<bits.intdiv(8)).each { sound.put((byte) (value >> (8 * it))) }
            }
        }
        sound.array()
    }

    private static byte[] header(int code, int bits, boolean extensible, byte[] sound) {
        byte[] format = format(code, bits, extensible)
        bytes(format.length + sound.length + 20, 'RIFF', 12 + format.length + sound.length, 'WAVE', format, 'data', sound.length, sound)
    }

    private static byte[] format(int code, int bits, boolean extensible) {
        int frame = 2 * bits.intdiv(8)
        ByteBuffer chunk = ByteBuffer.allocate(extensible ? 48 : 24).order(ByteOrder.LITTLE_ENDIAN)
        chunk.put('fmt '.bytes).putInt(extensible ? 40 : 16).putShort((short) (extensible ? 0xfffe : code)).putShort((short) 2)
        chunk.putInt(8000).putInt(8000 * frame).putShort((short) frame).putShort((short) bits)
        if (extensible) {
            chunk.putShort((short) 22).putShort((short) bits).putInt(3).putShort((short) code)
        }
        chunk.array()
    }

    private static byte[] bytes(int capacity, Object... parts) {
        ByteBuffer all = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN)
        parts.each { part ->
            part instanceof String ? all.put(part.bytes) : part instanceof byte[] ? all.put(part) : all.putInt((int) part)
        }
        Arrays.copyOf(all.array(), all.position())
    }
}
