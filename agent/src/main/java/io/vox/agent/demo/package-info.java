/**
 * The demonstration with a server: {@link io.vox.agent.demo.Demonstration} starts a server as a child of this process, sets it
 * up through its API, has an eval agent measure the phantom, and fetches what came of it. The phantom and the eval agent are
 * parts of this process (docs/adr/0071), so that the phantom's truth joins the result where both are known.
 *
 * <p>Everything can be done twice: what the last demonstration made in {@code VOX_HOME} is found and used again, and what it
 * did not finish is canceled.
 */
@NullMarked
package io.vox.agent.demo;

import org.jspecify.annotations.NullMarked;
