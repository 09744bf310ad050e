/** Eval agents, and their right to work. */
@NullMarked
package io.vox.cli.fleet;

import org.jspecify.annotations.NullMarked;
