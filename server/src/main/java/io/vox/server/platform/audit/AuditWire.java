package io.vox.server.platform.audit;

import io.vox.api.model.AuditActorKind;
import io.vox.api.model.AuditEventList;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.web.StorableTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Events as the contract shows them. */
final class AuditWire {
    private AuditWire() {}

    static AuditEventList of(Page<AuditEvent> page) {
        return new AuditEventList(page.map(AuditWire::of).data(), page.nextCursor());
    }

    static AuditQueries.Filter filter(
            @Nullable String action,
            @Nullable String actorId,
            @Nullable String targetId,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to) {
        return new AuditQueries.Filter(
                action, actorId, targetId, StorableTime.read("query/from", from), StorableTime.read("query/to", to));
    }

    private static io.vox.api.model.AuditEvent of(AuditEvent event) {
        return new io.vox.api.model.AuditEvent(
                event.id(),
                event.at().atOffset(ZoneOffset.UTC),
                event.workspaceId(),
                AuditActorKind.valueOf(event.actorKind()),
                event.actorId(),
                event.keyId(),
                event.action(),
                event.targetId(),
                event.changes(),
                event.address(),
                event.traceId());
    }
}
