package io.vox.server.evaluation.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to run.
 *
 * @param regions slugs, 1..20, without repetition
 * @param priority 0..100, higher is claimed first
 * @param runAt not to be claimed before; null or past = at once
 */
record NewRun(
        WorkflowChoice workflow,
        EvalSetChoice evalSet,
        List<String> regions,
        int priority,
        @Nullable Instant runAt) {
    NewRun {
        regions = List.copyOf(regions);
    }
}
