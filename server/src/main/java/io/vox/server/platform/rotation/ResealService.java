package io.vox.server.platform.rotation;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.platform.access.Policy;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.audit.AuditLog;
import io.vox.server.platform.secret.SealedTable;
import io.vox.server.platform.secret.SecretBox;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Seals anew, with the present master key, what older ones sealed. Any number may do so at once. Thread-safe. */
@Singleton
public class ResealService {
    private static final int PAGE = 500;

    private final DSLContext database;
    private final SecretBox box;
    private final Policy policy;
    private final AuditLog audit;
    private final List<SealedTable<?>> tables;

    ResealService(DSLContext database, SecretBox box, Policy policy, AuditLog audit, List<SealedTable<?>> tables) {
        this.database = database;
        this.box = box;
        this.policy = policy;
        this.audit = audit;
        this.tables = List.copyOf(tables);
    }

    /** Seals everything anew, all of it or nothing. Returns how much that was. */
    @Transactional
    public int reseal(Principal.User principal) {
        policy.requireAdmin(principal);
        int count = 0;
        for (SealedTable<?> table : tables) {
            count += reseal(table);
        }
        audit.record(
                AuditLog.Entry.of("master_key.resealed", box.currentKeyId()).with("count", Integer.toString(count)));
        return count;
    }

    private <R extends Record> int reseal(SealedTable<R> table) {
        int count = 0;
        @Nullable R last = null;
        do {
            List<R> rows = database.selectFrom(table.table())
                    .where(table.sealed().isNotNull())
                    .and(last == null ? DSL.noCondition() : above(table, last))
                    .orderBy(table.key())
                    .limit(PAGE)
                    .fetch();
            for (R row : rows) {
                count += reseal(table, row);
            }
            last = rows.size() < PAGE ? null : rows.getLast();
        } while (last != null);
        return count;
    }

    /** Leaves a row alone that somebody changed meanwhile: it is sealed with the present key by that. */
    private <R extends Record> int reseal(SealedTable<R> table, R row) {
        String sealed = row.get(table.sealed());
        if (box.isCurrent(sealed)) {
            return 0;
        }
        String context = table.context().apply(row);
        return database.update(table.table())
                .set(table.sealed(), box.seal(context, box.open(context, sealed)))
                .where(table.key().stream()
                        .map(field -> field.eq(row.get(field)))
                        .reduce(table.sealed().eq(sealed), Condition::and))
                .execute();
    }

    private static <R extends Record> Condition above(SealedTable<R> table, R last) {
        List<String> values = new ArrayList<>();
        for (TableField<R, String> field : table.key()) {
            values.add(last.get(field));
        }
        return DSL.row(table.key()).gt(DSL.row(values));
    }
}
