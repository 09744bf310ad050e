package io.vox.bench;

import io.vox.agent.corpus.Corpus;
import io.vox.agent.corpus.CorpusAsset;
import io.vox.measurement.analysis.Analyzer;
import io.vox.measurement.analysis.AnalyzerOptions;
import io.vox.measurement.analysis.Turn;
import io.vox.measurement.analysis.TurnKind;
import io.vox.measurement.audio.WavWriter;
import io.vox.measurement.statistics.Quantiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The analyzer's own error, without a browser: questions and answers put together at known places, under noise, and
 * measured by {@code observed-1}, which has to find both ends by itself. Bursts have ramps of 10 ms and their edges as
 * truth; speech has the voiced bounds of the clean asset, which noise hides the softest part of.
 */
final class SyntheticError {
    private static final int RATE = 48_000;
    private static final int TURNS = 200;
    private static final int SECONDS = 12;
    private static final int RAMP = RATE / 100;

    private final Random random = new Random(20261121);
    private final Corpus corpus = Corpus.standard();

    /** Prints a row for each kind of sound and noise floor. */
    static void print() throws IOException {
        System.out.println("sound   floor dBFS  n    found  median |error|  P95 |error|  max");
        SyntheticError error = new SyntheticError();
        for (boolean speech : new boolean[] {false, true}) {
            for (int floor : new int[] {-70, -60, -50, -40}) {
                error.row(speech, floor);
            }
        }
        System.out.println();
    }

    private void row(boolean speech, int floor) throws IOException {
        double[] truths = new double[TURNS];
        Path recording = Files.createTempFile("vox-synthetic-", ".wav");
        try {
            try (WavWriter writer = WavWriter.create(recording, RATE, 2)) {
                for (int turn = 0; turn < TURNS; turn++) {
                    truths[turn] = turn(writer, speech, floor);
                }
            }
            List<Turn> turns = Analyzer.analyze(recording, null, AnalyzerOptions.defaults()).turns().stream()
                    .filter(turn -> turn.kind() == TurnKind.RESPONSE && turn.valueMs() != null)
                    .toList();
            List<Double> errors = new ArrayList<>();
            for (Turn turn : turns) {
                Integer value = turn.valueMs();
                int index = (int) (turn.callerOnFrame() / (SECONDS * RATE));
                if (value != null) {
                    errors.add(Math.abs(value - truths[index]));
                }
            }
            double[] sorted =
                    errors.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%-7s %10d %3d %7d %12.1f ms %9.1f ms %4.1f ms%n",
                    speech ? "speech" : "bursts",
                    floor,
                    TURNS,
                    sorted.length,
                    Quantiles.median(sorted),
                    Quantiles.percentile95(sorted, 0, Double.MAX_VALUE).value(),
                    sorted[sorted.length - 1]);
        } finally {
            Files.delete(recording);
        }
    }

    /** Writes one question and its answer; answers the latency in ms. */
    private double turn(WavWriter writer, boolean speech, int floor) throws IOException {
        float[][] sound = new float[2][SECONDS * RATE];
        double amplitude = Math.pow(10, floor / 20.0);
        for (float[] side : sound) {
            for (int i = 0; i < side.length; i++) {
                side[i] = (float) (random.nextGaussian() * amplitude);
            }
        }
        int at = RATE / 2;
        Voiced question = speech ? spoken(corpus.voices().get(0), "q_hours") : burst(1.2);
        int end = question.into(sound[0], at);
        int gap = RATE * (300 + random.nextInt(1500)) / 1000;
        Voiced answer = speech ? spoken(corpus.agentVoice(), "agent_short") : burst(1.5);
        answer.into(sound[1], end + gap);
        writer.write(sound, sound[0].length);
        return gap * 1000.0 / RATE;
    }

    private Voiced burst(double seconds) {
        float[] samples = new float[(int) (seconds * RATE)];
        for (int i = 0; i < samples.length; i++) {
            double ramp = Math.min(1, Math.min(i + 1, samples.length - i) / (double) RAMP);
            samples[i] = (float) (random.nextGaussian() * 0.1 * ramp);
        }
        return new Voiced(samples);
    }

    private Voiced spoken(String voice, String id) {
        CorpusAsset asset = corpus.asset(voice, id);
        return new Voiced(
                Arrays.copyOfRange(corpus.samples(asset), asset.firstVoicedFrame(), asset.lastVoicedFrame() + 1));
    }

    private record Voiced(float[] samples) {
        /** Adds the sound so that it begins at {@code frame}; answers its last frame. */
        int into(float[] side, int frame) {
            for (int i = 0; i < samples.length; i++) {
                side[frame + i] += samples[i];
            }
            return frame + samples.length - 1;
        }
    }
}
