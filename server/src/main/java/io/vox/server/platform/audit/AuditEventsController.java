package io.vox.server.platform.audit;

import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.AuditEventsApi;
import io.vox.api.model.AuditEventList;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.page.PageRequest;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The edge of what was done. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class AuditEventsController implements AuditEventsApi {
    private final CurrentPrincipal principals;
    private final AuditService events;

    AuditEventsController(CurrentPrincipal principals, AuditService events) {
        this.principals = principals;
        this.events = events;
    }

    @Override
    public String downloadAuditEvents(
            @Nullable String action,
            @Nullable String actorId,
            @Nullable String targetId,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to) {
        return events.export(principals.user(), AuditWire.filter(action, actorId, targetId, from, to));
    }

    @Override
    public AuditEventList listAuditEvents(
            @Nullable Integer limit,
            @Nullable String cursor,
            @Nullable String action,
            @Nullable String actorId,
            @Nullable String targetId,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to) {
        return AuditWire.of(events.list(
                principals.user(),
                PageRequest.of(
                        limit,
                        cursor,
                        "audit-events",
                        principals.user().workspaceId(),
                        action,
                        actorId,
                        targetId,
                        from,
                        to),
                AuditWire.filter(action, actorId, targetId, from, to)));
    }
}
