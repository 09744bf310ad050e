/** What can go wrong in a run, whose fault it is, and the exit code that says so (measurement 1.6 and 4). */
@NullMarked
package io.vox.agent.fault;

import org.jspecify.annotations.NullMarked;
