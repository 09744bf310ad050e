package io.vox.agent.scenario;

import java.util.ArrayList;
import java.util.List;

/** The conversations of a run, in the order in which they are held. */
public record Matrix(List<MatrixCell> cells) {
    static final int MAXIMUM_REPEATS = 1_000;

    public Matrix {
        cells = List.copyOf(cells);
    }

    /** Returns every application with every scenario. */
    public static Matrix of(List<Application> applications, List<Scenario> scenarios, int repeats) {
        List<Pair> pairs = new ArrayList<>();
        for (Application application : applications) {
            for (Scenario scenario : scenarios) {
                pairs.add(new Pair(application, scenario));
            }
        }
        return ofPairs(pairs, repeats);
    }

    // All pairs once, then all of them again: what changes in the course of a run (load of the network or of the agent)
    // then meets all applications alike.
    static Matrix ofPairs(List<Pair> pairs, int repeats) {
        if (repeats < 1 || repeats > MAXIMUM_REPEATS) {
            throw new IllegalArgumentException("repeats must be from 1 to " + MAXIMUM_REPEATS + ", was " + repeats);
        }
        List<MatrixCell> cells = new ArrayList<>();
        for (int repeat = 1; repeat <= repeats; repeat++) {
            for (Pair pair : pairs) {
                cells.add(new MatrixCell(pair.application(), pair.scenario(), repeat));
            }
        }
        return new Matrix(cells);
    }

    record Pair(Application application, Scenario scenario) {}
}
