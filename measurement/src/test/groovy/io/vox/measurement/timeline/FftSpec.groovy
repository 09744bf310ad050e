package io.vox.measurement.timeline

import spock.lang.Specification

class FftSpec extends Specification {
    def "the transform of a wave has one line, and the inverse gives the wave back"() {
        given:
        double[] real = (0..<64).collect { Math.cos(2 * Math.PI * 5 * it / 64) }
        double[] imaginary = new double[64]
        double[] original = real.clone()
        def fft = Fft.of(64)

        when:
        fft.forward(real, imaginary)

        then:
        (0..<64).every { Math.abs(real[it] - (it in [5, 59] ? 32 : 0)) < 1e-9 }

        when:
        fft.inverse(real, imaginary)

        then:
        (0..<64).every { Math.abs(real[it] - original[it]) < 1e-12 && Math.abs(imaginary[it]) < 1e-12 }
    }

    def "a size that is no power of two is refused"() {
        when:
        Fft.of(48)

        then:
        thrown(IllegalArgumentException)
    }
}
