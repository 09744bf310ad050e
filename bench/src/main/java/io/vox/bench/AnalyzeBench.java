package io.vox.bench;

import io.vox.measurement.analysis.Analyzer;
import io.vox.measurement.analysis.AnalyzerOptions;
import io.vox.measurement.analysis.ConversationAnalysis;
import io.vox.measurement.audio.WavWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * How far the analyzer alone is off, how long an hour of stereo takes to analyse, and how much heap that needs at the most: run it with a small heap, since
 * garbage that nobody collects counts too. Argument: minutes of the recording (default 60).
 */
public final class AnalyzeBench {
    private static final int SAMPLE_RATE = 48_000;
    private static final int CYCLE_SECONDS = 10;

    private AnalyzeBench() {}

    /** Runs the bench; the last line on stdout is made to be read by a program. */
    public static void main(String[] arguments) throws IOException {
        SyntheticError.print();
        int minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        Path recording = Files.createTempFile("vox-analyze-", ".wav");
        try {
            write(recording, minutes);
            Analyzer.analyze(recording, null, AnalyzerOptions.defaults());
            resetPeaks();
            System.out.println("run  seconds  seconds_per_hour  turns");
            double best = Double.MAX_VALUE;
            for (int run = 1; run <= 3; run++) {
                long start = System.nanoTime();
                ConversationAnalysis analysis = Analyzer.analyze(recording, null, AnalyzerOptions.defaults());
                double seconds = (System.nanoTime() - start) / 1e9;
                best = Math.min(best, seconds * 60 / minutes);
                System.out.printf(
                        Locale.ROOT,
                        "%3d %8.2f %17.2f %6d%n",
                        run,
                        seconds,
                        seconds * 60 / minutes,
                        analysis.turns().size());
            }
            System.out.printf(Locale.ROOT, "analyze seconds_per_hour=%.2f peak_mb=%.1f%n", best, peakMegabytes());
        } finally {
            Files.delete(recording);
        }
    }

    /** Two voices of noise in turn, over a quiet floor: a question, a second of thought, an answer. */
    private static void write(Path recording, int minutes) throws IOException {
        Random random = new Random(1);
        short[] cycle = new short[CYCLE_SECONDS * SAMPLE_RATE * 2];
        for (int frame = 0; frame < cycle.length / 2; frame++) {
            double second = (double) frame / SAMPLE_RATE;
            double caller = second < 2 ? 0.1 : 0.0005;
            double agent = second >= 3 && second < 8 ? 0.1 : 0.0005;
            cycle[2 * frame] = (short) (random.nextGaussian() * caller * 32767 / 3);
            cycle[2 * frame + 1] = (short) (random.nextGaussian() * agent * 32767 / 3);
        }
        try (WavWriter writer = WavWriter.create(recording, SAMPLE_RATE, 2)) {
            for (int i = 0; i < minutes * 60 / CYCLE_SECONDS; i++) {
                writer.write(cycle, 0, cycle.length / 2);
            }
        }
    }

    private static void resetPeaks() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static double peakMegabytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                / 1e6;
    }
}
