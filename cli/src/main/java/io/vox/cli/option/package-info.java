/** Options that several commands have, and what they stand for. */
@NullMarked
package io.vox.cli.option;

import org.jspecify.annotations.NullMarked;
