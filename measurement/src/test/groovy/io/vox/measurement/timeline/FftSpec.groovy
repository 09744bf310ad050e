package io.vox.measurement.timeline

import spock.lang.Specification

class FftSpec extends Specification {
    def "the transform of a wave of #size samples has one line, and the inverse gives the wave back"() {
        given:
        double[] real = (0..<size).collect { Math.cos(2 * Math.PI * frequency * it / size) }
        double[] imaginary = (0..<size).collect { Math.sin(2 * Math.PI * frequency * it / size) }
        double[] wave = real.clone()
        double[] turned = imaginary.clone()
        def fft = Fft.of(size)

        when:
        fft.forward(real, imaginary)

        then:
        (0..<size).every { Math.abs(real[it] - (it == fft.index(frequency) ? size : 0)) < 1e-9 }
        (0..<size).every { Math.abs(imaginary[it]) < 1e-9 }

        when:
        fft.inverse(real, imaginary)

        then:
        (0..<size).every { Math.abs(real[it] - wave[it]) < 1e-12 && Math.abs(imaginary[it] - turned[it]) < 1e-12 }

        where:
        size | frequency
        2    | 1
        4    | 3
        8    | 3
        16   | 5
        32   | 29
        64   | 5
        128  | 77
    }

    def "the opposite of each line is the line of the opposite frequency"() {
        given:
        def fft = Fft.of(64)

        expect:
        (0..<64).every { Fft.opposite(fft.index(it)) == fft.index((64 - it) % 64) }
    }

    def "a size that is no power of two is refused"() {
        when:
        Fft.of(48)

        then:
        thrown(IllegalArgumentException)
    }
}
