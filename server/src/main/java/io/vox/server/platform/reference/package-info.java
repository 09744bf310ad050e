/**
 * The contract as people read it: a page that needs nothing from elsewhere, beside the document that it shows.
 */
@NullMarked
package io.vox.server.platform.reference;

import org.jspecify.annotations.NullMarked;
