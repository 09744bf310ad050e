package io.vox.server.evaluation.evalagent;

import org.jspecify.annotations.Nullable;

/** Which eval agents to list; null = whatever it is. */
record EvalAgentFilter(@Nullable String region, @Nullable EvalAgentState state) {}
