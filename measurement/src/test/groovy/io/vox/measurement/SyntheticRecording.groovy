package io.vox.measurement

import groovy.transform.CompileStatic
import io.vox.measurement.audio.WavWriter
import java.nio.file.Path

/** Renders stereo sound whose speech is known to the frame: amplitude-modulated harmonics, noise and DC offset. */
@CompileStatic
class SyntheticRecording {
    final int rate
    final float[][] samples
    private final Random random = new Random(7)

    SyntheticRecording(int rate, double seconds) {
        this.rate = rate
        this.samples = new float[2][(int) (rate * seconds)]
    }

    int at(double seconds) {
        return (int) Math.round(seconds * rate)
    }

    /** Speaks from one second to another, both ends included, with ramps of some ms. */
    SyntheticRecording speak(int channel, double from, double to, double rampMs = 0) {
        mix(channel, at(from), speech(rate, at(to) - at(from) + 1, rampMs, random.nextInt()))
    }

    SyntheticRecording caller(double from, double to) {
        speak(0, from, to)
    }

    SyntheticRecording agent(double from, double to) {
        speak(1, from, to)
    }

    SyntheticRecording mix(int channel, int frame, float[] sound, double gain = 1) {
        for (int i = 0; i < sound.length && frame + i < samples[channel].length; i++) {
            samples[channel][frame + i] += (float) (gain * sound[i])
        }
        return this
    }

    SyntheticRecording noise(double dbfs) {
        double rms = Math.pow(10, dbfs / 20)
        for (float[] channel : samples) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] += (float) (rms * random.nextGaussian())
            }
        }
        return this
    }

    SyntheticRecording offset(double level) {
        for (float[] channel : samples) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] += (float) level
            }
        }
        return this
    }

    Path write(Path folder, String name = 'recording.wav') {
        Path path = folder.resolve(name)
        WavWriter writer = WavWriter.create(path, rate, 2)
        try {
            writer.write(samples, samples[0].length)
        } finally {
            writer.close()
        }
        return path
    }

    /** Harmonics of a gliding pitch under a syllable rhythm that never falls silent. */
    static float[] speech(int rate, int frames, double rampMs, int seed) {
        Random random = new Random(seed)
        double pitch = 100 + random.nextInt(100)
        float[] sound = new float[frames]
        double ramp = Math.max(1, rampMs * rate / 1000)
        double phase = 0.25 * Math.PI
        for (int i = 0; i < frames; i++) {
            double time = (double) i / rate
            phase += 2 * Math.PI * pitch * (1 + 0.08 * Math.sin(2 * Math.PI * 1.3 * time + seed % 7)) / rate
            double tone = Math.sin(phase) + 0.6 * Math.sin(2 * phase) + 0.4 * Math.sin(3 * phase) + 0.3 * Math.sin(7 * phase)
            double syllable = 0.65 + 0.35 * Math.sin(2 * Math.PI * 4 * time + seed % 5)
            double edge = Math.min(1d, Math.min((i + 1) / ramp, (frames - i) / ramp))
            sound[i] = (float) (0.2 * syllable * edge * tone)
        }
        return sound
    }
}
