/**
 * Lists in pages. A page ends with a cursor, which names the list, its filters and the last entry; the next page begins
 * behind that entry, so that what is added or removed meanwhile neither repeats nor hides others.
 */
@NullMarked
package io.vox.server.platform.page;

import org.jspecify.annotations.NullMarked;
