/**
 * What a server needs before there is anything else: its folder, the keys in it, its settings, and a way to say why it
 * cannot start. {@code VOX_HOME} holds {@code keys/} (0600, for the owner only), {@code postgres/} and {@code logs/}.
 */
@NullMarked
package io.vox.server.platform.home;

import org.jspecify.annotations.NullMarked;
