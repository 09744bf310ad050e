/** Ways to ask a database less often: questions that come together are asked together, and what never changes once. */
@NullMarked
package io.vox.server.platform.batch;

import org.jspecify.annotations.NullMarked;
