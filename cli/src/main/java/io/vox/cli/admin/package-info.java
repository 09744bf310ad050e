/** Commands of those who run a server. */
@NullMarked
package io.vox.cli.admin;

import org.jspecify.annotations.NullMarked;
