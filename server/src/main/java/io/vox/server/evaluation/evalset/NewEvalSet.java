package io.vox.server.evaluation.evalset;

import io.vox.server.evaluation.publication.Visibility;

/** An eval set to make. */
public record NewEvalSet(String name, EvalSetContent content, Visibility visibility) {}
