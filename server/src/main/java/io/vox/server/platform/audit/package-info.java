/**
 * Who did what to what, from where: whatever changes rights, secrets, settings or other people's things is written down in
 * the transaction that does it, and never changed after. Owns the table {@code audit_event}.
 */
@NullMarked
package io.vox.server.platform.audit;

import org.jspecify.annotations.NullMarked;
