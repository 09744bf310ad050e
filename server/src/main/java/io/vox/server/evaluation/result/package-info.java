/**
 * What jobs found, for those in whose workspace they ran. Every figure was computed by the server from the turns when the
 * job was completed (see {@code evaluation.job}), which also writes the table {@code result}; here it is only read.
 */
@NullMarked
package io.vox.server.evaluation.result;

import org.jspecify.annotations.NullMarked;
