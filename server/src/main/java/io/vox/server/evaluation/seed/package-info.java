/**
 * What evaluation puts into a new installation, providers and regions, and into a new workspace, a default project.
 */
@NullMarked
package io.vox.server.evaluation.seed;

import org.jspecify.annotations.NullMarked;
