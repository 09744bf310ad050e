/** Who the person is to a server: tokens kept between commands. */
@NullMarked
package io.vox.cli.session;

import org.jspecify.annotations.NullMarked;
