/**
 * How to reach and set up what is evaluated. A workflow has a name, a place and a standing, which change; what it does is in
 * its versions, which never do: each change of provider, target or steps makes a new one, and jobs name the version that they
 * ran. A deleted workflow is only hidden, for the same reason. Owns the tables {@code workflow} and
 * {@code workflow_version}.
 */
@NullMarked
package io.vox.server.evaluation.workflow;

import org.jspecify.annotations.NullMarked;
