/** Tables, figures and JSON documents. */
@NullMarked
package io.vox.cli.output;

import org.jspecify.annotations.NullMarked;
