package io.vox.server.platform.audit;

import io.vox.server.platform.access.Policy;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows what was done: to those who answer for a workspace theirs, to those who run the platform all. */
@Singleton
class AuditService {
    private static final int MOST = 10_000;
    private static final String HEAD =
            "id,at,workspaceId,actorKind,actorId,keyId,action,targetId,changes,address,traceId";

    private final Policy policy;
    private final AuditQueries queries;

    AuditService(Policy policy, AuditQueries queries) {
        this.policy = policy;
        this.queries = queries;
    }

    Page<AuditEvent> list(Principal.User principal, PageRequest page, AuditQueries.Filter filter) {
        return queries.list(WorkspaceScope.of(principal), page, filter);
    }

    Page<AuditEvent> listAll(Principal.User principal, PageRequest page, AuditQueries.Filter filter) {
        policy.requireAdmin(principal);
        return queries.list(null, page, filter);
    }

    /** Returns the newest 10,000 as CSV (RFC 4180). */
    String export(Principal.User principal, AuditQueries.Filter filter) {
        List<String> lines = new ArrayList<>();
        lines.add(HEAD);
        queries.newest(WorkspaceScope.of(principal), filter, MOST).forEach(event -> lines.add(line(event)));
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String line(AuditEvent event) {
        String changes = event.changes().entrySet().stream()
                .map(change -> change.getKey() + "=" + change.getValue())
                .sorted()
                .collect(Collectors.joining("; "));
        return Stream.of(
                        event.id(),
                        event.at().toString(),
                        event.workspaceId(),
                        event.actorKind(),
                        event.actorId(),
                        event.keyId(),
                        event.action(),
                        event.targetId(),
                        changes,
                        event.address(),
                        event.traceId())
                .map(AuditService::cell)
                .collect(Collectors.joining(","));
    }

    /** Quotes what has to be, and keeps spreadsheets from taking a text for a formula. */
    private static String cell(@Nullable String value) {
        String text = Objects.requireNonNullElse(value, "");
        String safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
