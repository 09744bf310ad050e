/**
 * How people get in: registration with the proof of an address, activation, log-in, lost passwords. Owns the table {@code
 * registration}.
 */
@NullMarked
package io.vox.server.identity.entry;

import org.jspecify.annotations.NullMarked;
