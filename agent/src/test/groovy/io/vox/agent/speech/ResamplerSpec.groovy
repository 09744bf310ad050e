package io.vox.agent.speech

import spock.lang.Specification

class ResamplerSpec extends Specification {
    def "a tone of #hertz Hz keeps pitch, level and phase from #from to #to frames per second"() {
        when:
        Pcm resampled = Resampler.resample(tone(from, hertz, 0.5), to)

        then: "away from the ends each sample is the tone at its own time"
        resampled.sampleRate() == to
        resampled.samples().length == (int) Math.ceil(0.5 * to)
        worstDeviation(resampled, hertz) < 0.001

        where:
        from   | to     | hertz
        24_000 | 48_000 | 1000
        22_050 | 48_000 | 440
        44_100 | 48_000 | 15_000
        48_000 | 16_000 | 6000
        48_000 | 44_100 | 440
        8000   | 48_000 | 3000
        16_000 | 11_025 | 1000
    }

    def "what the lower rate cannot hold is removed, not folded back"() {
        expect:
        rms(Resampler.resample(tone(48_000, hertz, 0.5), 16_000)) < 0.00001

        where:
        hertz << [9000, 12_000, 20_000]
    }

    def "an onset stays where it was from #from to #to frames per second"() {
        given:
        float[] samples = new float[from]
        Arrays.fill(samples, from.intdiv(2), samples.length, 0.5f)

        when:
        float[] resampled = Resampler.resample(new Pcm(from, samples), to).samples()

        then: "the step crosses half its height at half a second, to a sample of the lower rate"
        double seconds = (0..<resampled.length).find { resampled[it] >= 0.25f } / to
        Math.abs(seconds - 0.5) <= 1.0 / Math.min(from, to)

        where:
        from   | to
        16_000 | 48_000
        22_050 | 48_000
        48_000 | 16_000
        44_100 | 48_000
    }

    def "a sound that has the rate already is returned as it is"() {
        given:
        Pcm sound = tone(16_000, 440, 0.1)

        expect:
        Resampler.resample(sound, 16_000).is(sound)
    }

    def "an empty sound stays empty"() {
        expect:
        Resampler.resample(new Pcm(8000, new float[0]), 48_000).samples().length == 0
    }

    private static Pcm tone(int rate, int hertz, double seconds) {
        float[] samples = new float[(int) (rate * seconds)]
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / rate))
        }
        return new Pcm(rate, samples)
    }

    private static double worstDeviation(Pcm sound, int hertz) {
        int margin = sound.sampleRate().intdiv(50)
        double worst = 0
        for (int i = margin; i < sound.samples().length - margin; i++) {
            double expected = 0.5 * Math.sin(2 * Math.PI * hertz * i / sound.sampleRate())
            worst = Math.max(worst, Math.abs(sound.samples()[i] - expected))
        }
        return worst
    }

    private static double rms(Pcm sound) {
        int margin = sound.sampleRate().intdiv(50)
        double sum = 0
        for (int i = margin; i < sound.samples().length - margin; i++) {
            sum += sound.samples()[i] * sound.samples()[i]
        }
        return Math.sqrt(sum / (sound.samples().length - 2 * margin))
    }
}
