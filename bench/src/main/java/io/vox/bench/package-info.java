/** Programs that print the figures Vox claims about itself. */
@NullMarked
package io.vox.bench;

import org.jspecify.annotations.NullMarked;
