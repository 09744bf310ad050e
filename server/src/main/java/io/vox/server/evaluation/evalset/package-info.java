/**
 * What to say to an agent, and what to check. As with workflows, name and standing of an eval set change, while what it says
 * is in its versions, which never do. It has no project and no target: every eval set can be run with every workflow. Owns
 * the tables {@code eval_set} and {@code eval_set_version}.
 */
@NullMarked
package io.vox.server.evaluation.evalset;

import org.jspecify.annotations.NullMarked;
