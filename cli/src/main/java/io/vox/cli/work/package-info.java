/** Runs, their jobs, and what was found. */
@NullMarked
package io.vox.cli.work;

import org.jspecify.annotations.NullMarked;
