/**
 * The browser that a conversation happens in: found or installed, started as an unprivileged user with its own sandbox
 * and a fresh profile, and given the hooks that inject the caller's voice and meter both sides.
 */
@NullMarked
package io.vox.agent.browser;

import org.jspecify.annotations.NullMarked;
