/**
 * A POST that is sent again does not do its work again (docs/adr/0024). Mark the controller's method
 * {@link io.vox.server.platform.idempotency.Idempotent}; nothing else is to be done. Owns the table {@code idempotency_key}.
 */
@NullMarked
package io.vox.server.platform.idempotency;

import org.jspecify.annotations.NullMarked;
