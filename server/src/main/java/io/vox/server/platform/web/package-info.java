/**
 * What every request and answer has: a trace id, headers that protect browsers, metrics.
 */
@NullMarked
package io.vox.server.platform.web;

import org.jspecify.annotations.NullMarked;
