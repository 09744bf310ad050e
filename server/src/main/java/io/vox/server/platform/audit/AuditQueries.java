package io.vox.server.platform.audit;

import static io.vox.server.schema.Tables.AUDIT_EVENT;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.schema.tables.records.AuditEventRecord;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads what was done. Thread-safe. */
@Singleton
class AuditQueries {
    private static final Argument<Map<String, String>> CHANGES = Argument.mapOf(String.class, String.class);

    private final DSLContext database;
    private final ObjectMapper json;

    AuditQueries(DSLContext database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * Lists events, newest first.
     *
     * @param scope null = those of everybody and of the platform
     */
    Page<AuditEvent> list(@Nullable WorkspaceScope scope, PageRequest page, Filter filter) {
        return page.page(
                database.selectFrom(AUDIT_EVENT)
                        .where(matches(scope, filter))
                        .and(page.below(AUDIT_EVENT.ID))
                        .orderBy(AUDIT_EVENT.ID.desc())
                        .limit(page.rows())
                        .fetch(this::event),
                AuditEvent::id);
    }

    /** Returns the newest events. */
    List<AuditEvent> newest(@Nullable WorkspaceScope scope, Filter filter, int most) {
        return database.selectFrom(AUDIT_EVENT)
                .where(matches(scope, filter))
                .orderBy(AUDIT_EVENT.ID.desc())
                .limit(most)
                .fetch(this::event);
    }

    private static Condition matches(@Nullable WorkspaceScope scope, Filter filter) {
        Condition condition = scope == null ? DSL.noCondition() : AUDIT_EVENT.WORKSPACE_ID.eq(scope.value());
        if (filter.action() != null) {
            // user.suspended, or everything about users: user
            condition = condition.and(
                    AUDIT_EVENT.ACTION.eq(filter.action()).or(AUDIT_EVENT.ACTION.startsWith(filter.action() + ".")));
        }
        if (filter.actorId() != null) {
            condition = condition.and(AUDIT_EVENT.ACTOR_ID.eq(filter.actorId()));
        }
        if (filter.targetId() != null) {
            condition = condition.and(AUDIT_EVENT.TARGET_ID.eq(filter.targetId()));
        }
        if (filter.from() != null) {
            condition = condition.and(AUDIT_EVENT.AT.ge(filter.from()));
        }
        if (filter.to() != null) {
            condition = condition.and(AUDIT_EVENT.AT.lt(filter.to()));
        }
        return condition;
    }

    private AuditEvent event(AuditEventRecord row) {
        return new AuditEvent(
                row.getId(),
                row.getAt(),
                row.getWorkspaceId(),
                row.getActorKind(),
                row.getActorId(),
                row.getKeyId(),
                row.getAction(),
                row.getTargetId(),
                changes(row.getChanges().data()),
                row.getAddress(),
                row.getTraceId());
    }

    private Map<String, String> changes(String text) {
        try {
            return Objects.requireNonNull(json.readValue(text, CHANGES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Which events; null = whatever it is. */
    record Filter(
            @Nullable String action,
            @Nullable String actorId,
            @Nullable String targetId,
            @Nullable Instant from,
            @Nullable Instant to) {}
}
