/** Public figures. */
@NullMarked
package io.vox.cli.board;

import org.jspecify.annotations.NullMarked;
