/** Shows how a run goes on: one line that is redrawn on a terminal, plain lines elsewhere. */
@NullMarked
package io.vox.agent.progress;

import org.jspecify.annotations.NullMarked;
