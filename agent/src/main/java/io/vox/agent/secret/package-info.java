/** Keeps secrets out of whatever is stored, shown or sent. */
@NullMarked
package io.vox.agent.secret;

import org.jspecify.annotations.NullMarked;
