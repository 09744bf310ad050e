package io.vox.server.evaluation.evalset;

import java.util.List;

/**
 * What a version of an eval set consists of.
 *
 * @param repeats how often each scenario is held in a job, 1..100
 * @param scenarios 1..50
 */
public record EvalSetContent(int repeats, List<EvalScenario> scenarios) {
    public EvalSetContent {
        scenarios = List.copyOf(scenarios);
    }
}
