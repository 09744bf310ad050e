package io.vox.server.evaluation.run;

import io.vox.server.evaluation.evalset.EvalSetId;
import io.vox.server.evaluation.evalset.NewEvalSet;

/** Which eval set to run. */
sealed interface EvalSetChoice {
    /** One that there is, in its newest version. */
    record Stored(EvalSetId id) implements EvalSetChoice {}

    /** One to make. */
    record Inline(NewEvalSet evalSet) implements EvalSetChoice {}
}
