/**
 * The first run of an installation: makes the administrator and the Scout user, once, for whoever knows the init code. Other
 * modules add what is theirs when {@link io.vox.server.identity.setup.SystemInitialized} is published.
 */
@NullMarked
package io.vox.server.identity.setup;

import org.jspecify.annotations.NullMarked;
