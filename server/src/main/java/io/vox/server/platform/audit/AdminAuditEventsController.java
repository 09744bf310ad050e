package io.vox.server.platform.audit;

import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.AdminAuditEventsApi;
import io.vox.api.model.AuditEventList;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.page.PageRequest;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The edge of what was done anywhere. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class AdminAuditEventsController implements AdminAuditEventsApi {
    private final CurrentPrincipal principals;
    private final AuditService events;

    AdminAuditEventsController(CurrentPrincipal principals, AuditService events) {
        this.principals = principals;
        this.events = events;
    }

    @Override
    public AuditEventList listAllAuditEvents(
            @Nullable Integer limit,
            @Nullable String cursor,
            @Nullable String action,
            @Nullable String actorId,
            @Nullable String targetId,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to) {
        return AuditWire.of(events.listAll(
                principals.user(),
                PageRequest.of(limit, cursor, "all-audit-events", action, actorId, targetId, from, to),
                AuditWire.filter(action, actorId, targetId, from, to)));
    }
}
