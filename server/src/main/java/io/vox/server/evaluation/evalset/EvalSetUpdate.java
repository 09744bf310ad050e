package io.vox.server.evaluation.evalset;

/** What an eval set is to be from now on. */
record EvalSetUpdate(String name, EvalSetContent content) {}
