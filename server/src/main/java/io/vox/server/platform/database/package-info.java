/**
 * The PostgreSQL below everything: either one that {@code DATABASE_URL} names, or one that this server starts as its
 * child ({@link io.vox.server.platform.database.EmbeddedPostgres}, docs/adr/0021). Its schema is made by the files in
 * {@code db/changelog/changes}, in the order of their numbers, by whichever server comes first.
 */
@NullMarked
package io.vox.server.platform.database;

import org.jspecify.annotations.NullMarked;
