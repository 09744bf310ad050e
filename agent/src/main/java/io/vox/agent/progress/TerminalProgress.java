package io.vox.agent.progress;

import io.vox.agent.run.RunListener;
import io.vox.agent.run.output.Printable;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Shows a run to the person who waits for it: on a terminal one line that is redrawn, with the step, the levels of both
 * sides and the time; elsewhere a line for each conversation, step and notice. Belongs to the run's thread.
 */
public final class TerminalProgress implements RunListener {
    private static final long REDRAW_NANOS = 80_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private final ProgressLine line;
    private final LongSupplier nanoTime;
    private String conversation = "";
    private long startedNanos;
    private long drawnNanos;
    private int step;
    private int steps;
    private String action = "opening";
    private double caller;
    private double agent;
    private boolean drawn;

    TerminalProgress(PrintStream out, boolean terminal, int columns, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.line = new ProgressLine(out.charset().newEncoder().canEncode('\u2588'), columns);
        this.nanoTime = nanoTime;
        this.startedNanos = nanoTime.getAsLong();
    }

    /** Shows progress on {@code out}, which is what this process' terminal shows if there is one. */
    public static TerminalProgress on(PrintStream out, Map<String, String> environment) {
        boolean terminal = TerminalSize.isTerminal(environment);
        return new TerminalProgress(out, terminal, terminal ? TerminalSize.columns(environment) : 0, System::nanoTime);
    }

    @Override
    public void conversation(int number, int total, String scenario, String words) {
        conversation = "conversation " + number + "/" + total + ": " + Printable.of(words);
        startedNanos = nanoTime.getAsLong();
        step = 0;
        steps = 0;
        action = "opening";
        caller = 0;
        agent = 0;
        if (terminal) {
            draw();
        } else {
            out.println(conversation);
        }
    }

    @Override
    public void step(int number, int total, String words) {
        step = number;
        steps = total;
        action = Printable.of(words);
        if (terminal) {
            draw();
        } else {
            out.println("  " + seconds() + " s  step " + number + "/" + total + " " + action);
        }
    }

    @Override
    public void level(double callerPeak, double agentPeak) {
        caller = callerPeak;
        agent = agentPeak;
        if (terminal && nanoTime.getAsLong() - drawnNanos >= REDRAW_NANOS) {
            draw();
        }
    }

    @Override
    public void notice(String text) {
        erase();
        out.println(terminal ? Printable.of(text) : "  " + Printable.of(text));
        out.flush();
    }

    @Override
    public void over() {
        erase();
        out.flush();
    }

    private void draw() {
        out.print(CLEAR + line.render(conversation, step, steps, action, caller, agent, seconds()));
        out.flush();
        drawnNanos = nanoTime.getAsLong();
        drawn = true;
    }

    private void erase() {
        if (drawn) {
            out.print(CLEAR);
            drawn = false;
        }
    }

    private long seconds() {
        return (nanoTime.getAsLong() - startedNanos) / SECOND;
    }
}
