/** What the process gives to commands and takes from them: streams, environment, terminal, exit code. */
@NullMarked
package io.vox.cli.shell;

import org.jspecify.annotations.NullMarked;
