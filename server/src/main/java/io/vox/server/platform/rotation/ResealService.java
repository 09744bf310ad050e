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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals anew, with the present master key, what older ones sealed. Any number may do so at once. Thread-safe. */
@Singleton
public class ResealService {
    private static final Logger LOG = LoggerFactory.getLogger(ResealService.class);
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

    /** Seals everything anew that can be opened, all of it or nothing; what no master key opens stays as it is. */
    @Transactional
    public Outcome reseal(Principal.User principal) {
        policy.requireAdmin(principal);
        Outcome outcome = Outcome.NOTHING;
        for (SealedTable<?> table : tables) {
            outcome = outcome.plus(reseal(table));
        }
        audit.record(AuditLog.Entry.of("master_key.resealed", box.currentKeyId())
                .with("count", Integer.toString(outcome.resealed()))
                .with("skipped", Integer.toString(outcome.skipped())));
        return outcome;
    }

    private <R extends Record> Outcome reseal(SealedTable<R> table) {
        Outcome outcome = Outcome.NOTHING;
        @Nullable R last = null;
        do {
            List<R> rows = database.selectFrom(table.table())
                    .where(table.sealed().isNotNull())
                    .and(last == null ? DSL.noCondition() : above(table, last))
                    .orderBy(table.key())
                    .limit(PAGE)
                    .fetch();
            for (R row : rows) {
                outcome = outcome.plus(reseal(table, row));
            }
            last = rows.size() < PAGE ? null : rows.getLast();
        } while (last != null);
        return outcome;
    }

    /** Leaves a row alone that somebody changed meanwhile: it is sealed with the present key by that. */
    private <R extends Record> Outcome reseal(SealedTable<R> table, R row) {
        String sealed = row.get(table.sealed());
        String context = table.context().apply(row);
        String text;
        try {
            if (box.isCurrent(sealed)) {
                return Outcome.NOTHING;
            }
            text = box.open(context, sealed);
        } catch (IllegalStateException e) {
            LOG.warn("No master key opens what is sealed of {}: {}", context, e.getMessage());
            return new Outcome(0, 1);
        }
        int changed = database.update(table.table())
                .set(table.sealed(), box.seal(context, text))
                .where(table.key().stream()
                        .map(field -> field.eq(row.get(field)))
                        .reduce(table.sealed().eq(sealed), Condition::and))
                .execute();
        return new Outcome(changed, 0);
    }

    private static <R extends Record> Condition above(SealedTable<R> table, R last) {
        List<String> values = new ArrayList<>();
        for (TableField<R, String> field : table.key()) {
            values.add(last.get(field));
        }
        return DSL.row(table.key()).gt(DSL.row(values));
    }

    /**
     * What became of what an older key sealed.
     *
     * @param skipped how much no master key opens
     */
    public record Outcome(int resealed, int skipped) {
        private static final Outcome NOTHING = new Outcome(0, 0);

        private Outcome plus(Outcome other) {
            return new Outcome(resealed + other.resealed, skipped + other.skipped);
        }
    }
}
