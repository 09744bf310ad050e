/** Shows a result: as tables for people, as CSV and as JUnit XML. Nothing here computes a figure. */
@NullMarked
package io.vox.agent.run.output;

import org.jspecify.annotations.NullMarked;
