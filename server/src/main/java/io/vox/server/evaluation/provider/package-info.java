/**
 * Products that can be evaluated. The platform's are seen by all and changed by administrators; a workspace's own are seen
 * and changed by it alone. Jobs keep the name that a provider had when they were made. Owns the table {@code provider}.
 */
@NullMarked
package io.vox.server.evaluation.provider;

import org.jspecify.annotations.NullMarked;
