package io.vox.server.platform.secret;

import java.util.List;
import java.util.function.Function;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;

/**
 * Where something sealed is kept. Whoever keeps such a table makes a bean of this, so that all can be sealed anew when the master
 * key is replaced.
 *
 * @param sealed null in a row = nothing is kept there
 * @param key the primary key
 * @param context what a row was sealed with
 */
public record SealedTable<R extends Record>(
        Table<R> table, TableField<R, String> sealed, List<TableField<R, String>> key, Function<R, String> context) {}
