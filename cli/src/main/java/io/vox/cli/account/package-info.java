/** Setting up a server, and logging in to it. */
@NullMarked
package io.vox.cli.account;

import org.jspecify.annotations.NullMarked;
