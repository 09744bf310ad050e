/**
 * What one server tells all others through the database, as something happens: PostgreSQL's {@code NOTIFY}, sent within
 * the transaction that it is about and delivered when that is committed. A notification is a hint and may be missed while
 * the database is away; whoever lives by them also looks by itself now and then.
 */
@NullMarked
package io.vox.server.platform.notification;

import org.jspecify.annotations.NullMarked;
