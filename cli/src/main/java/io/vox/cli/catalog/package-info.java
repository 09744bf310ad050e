/** What can be run: regions, providers, projects, workflows and eval sets. */
@NullMarked
package io.vox.cli.catalog;

import org.jspecify.annotations.NullMarked;
