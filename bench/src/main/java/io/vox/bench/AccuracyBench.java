package io.vox.bench;

import io.vox.agent.browser.BrowserInstaller;
import io.vox.agent.browser.BrowserSettings;
import io.vox.agent.calibration.CycleScenario;
import io.vox.agent.calibration.ErrorSummary;
import io.vox.agent.calibration.PhantomConversation;
import io.vox.agent.calibration.PhantomRun;
import io.vox.agent.calibration.TurnError;
import io.vox.agent.conversation.ConversationListener;
import io.vox.agent.conversation.SpeechLibrary;
import io.vox.agent.corpus.Corpus;
import io.vox.agent.speech.FliteTextToSpeech;
import io.vox.measurement.analysis.TurnKind;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How far the ruler is off against the phantom's terminal truth (measurement 5), over response delays, stop delays and
 * transports. A cell is one kind of turn at one programmed time over one transport; every turn is printed.
 *
 * <p>Arguments: cycles per conversation (default 7) and conversations per cell (default 3).
 */
public final class AccuracyBench {
    private static final int[][] PROGRAMS = {{300, 100}, {800, 250}, {1500, 500}};
    private static final List<String> TRANSPORTS = List.of("webrtc", "direct");

    private record Cell(String transport, TurnKind kind, int programmedMs, List<TurnError> errors) {}

    private AccuracyBench() {}

    /** Runs the bench; the last line on stdout is made to be read by a program. */
    public static void main(String[] arguments) throws Exception {
        int cycles = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        int conversations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        PrintStream out = System.out;
        BrowserSettings settings = new BrowserSettings(BrowserInstaller.provide(true, System.err::println), true);
        SpeechLibrary library = new SpeechLibrary(Corpus.standard(), new FliteTextToSpeech(), null);
        Path folder = Files.createTempDirectory("vox-accuracy-");
        List<Cell> cells = new ArrayList<>();
        try (PhantomRun run = PhantomRun.start(settings, library, folder)) {
            for (String transport : TRANSPORTS) {
                for (int[] program : PROGRAMS) {
                    List<TurnError> errors = new ArrayList<>();
                    for (int repeat = 1; repeat <= conversations; repeat++) {
                        errors.addAll(hold(run, transport, program, cycles, repeat, out));
                    }
                    cells.add(new Cell(transport, TurnKind.RESPONSE, program[0], errors));
                    cells.add(new Cell(transport, TurnKind.INTERRUPT, program[1], errors));
                }
            }
        }
        print(cells, out);
    }

    private static List<TurnError> hold(
            PhantomRun run, String transport, int[] program, int cycles, int repeat, PrintStream out) {
        System.err.printf(
                Locale.ROOT,
                "%s, answers after %d ms, stops after %d ms, conversation %d%n",
                transport,
                program[0],
                program[1],
                repeat);
        Map<String, String> changes = Map.of(
                "transport", transport,
                "delayMs", String.valueOf(program[0]),
                "stopMs", String.valueOf(program[1]));
        PhantomConversation held =
                run.hold(changes, CycleScenario.of("accuracy", cycles, repeat), repeat, ConversationListener.NONE);
        for (TurnError error : held.errors()) {
            out.printf(
                    Locale.ROOT,
                    "turn %s %d/%d #%d.%02d %-9s measured %4d true %6.1f error %+5.1f%s%n",
                    transport,
                    program[0],
                    program[1],
                    repeat,
                    error.index(),
                    error.kind(),
                    error.valueMs(),
                    error.truthMs(),
                    error.errorMs(),
                    error.flagged() ? " flagged" : "");
        }
        return held.errors();
    }

    private static void print(List<Cell> cells, PrintStream out) {
        out.println();
        out.println("transport turn      programmed  n  flagged   bias     SD    P95    max | all: bias    P95    max");
        double worstBias = 0;
        double worstP95 = 0;
        int flagged = 0;
        int turns = 0;
        for (Cell cell : cells) {
            ErrorSummary unflagged = ErrorSummary.ofUnflagged(cell.kind(), cell.errors());
            ErrorSummary all = ErrorSummary.ofAll(cell.kind(), cell.errors());
            flagged += unflagged.flagged();
            turns += all.n();
            // A cell without a figure cannot be good: it makes the worst case infinite.
            worstBias = Math.max(worstBias, Math.abs(figure(unflagged.biasMs())));
            worstP95 = Math.max(worstP95, figure(unflagged.p95AbsMs()));
            out.printf(
                    Locale.ROOT,
                    "%-9s %-9s %7d ms %3d %7d %+6.1f %6.1f %6.1f %6.1f |     %+6.1f %6.1f %6.1f%n",
                    cell.transport(),
                    cell.kind(),
                    cell.programmedMs(),
                    unflagged.n(),
                    unflagged.flagged(),
                    figure(unflagged.biasMs()),
                    figure(unflagged.sdMs()),
                    figure(unflagged.p95AbsMs()),
                    figure(unflagged.maxAbsMs()),
                    figure(all.biasMs()),
                    figure(all.p95AbsMs()),
                    figure(all.maxAbsMs()));
        }
        out.printf(
                Locale.ROOT,
                "accuracy worst_abs_bias_ms=%.1f worst_p95_ms=%.1f cells=%d flagged_pct=%.1f%n",
                worstBias,
                worstP95,
                cells.size(),
                turns == 0 ? Double.POSITIVE_INFINITY : 100.0 * flagged / turns);
    }

    private static double figure(@org.jspecify.annotations.Nullable Double value) {
        return value == null ? Double.POSITIVE_INFINITY : value;
    }
}
