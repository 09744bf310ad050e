package io.vox.server.platform.audit;

import static io.vox.server.schema.Tables.AUDIT_EVENT;

import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.serde.ObjectMapper;
import io.vox.server.platform.access.ClientAddress;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.id.Ulid;
import io.vox.server.platform.trace.TraceId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** Writes down what was done, within the transaction that does it. Thread-safe. */
@Singleton
public class AuditLog {
    private final DSLContext database;
    private final CurrentPrincipal principals;
    private final ClientAddress addresses;
    private final ObjectMapper json;
    private final Clock clock;

    AuditLog(
            DSLContext database, CurrentPrincipal principals, ClientAddress addresses, ObjectMapper json, Clock clock) {
        this.database = database;
        this.principals = principals;
        this.addresses = addresses;
        this.json = json;
        this.clock = clock;
    }

    /** Writes down what the principal of the request did; outside of one, the server itself. */
    public void record(Entry entry) {
        Principal principal = principals.find().orElse(null);
        switch (principal) {
            case Principal.User user -> {
                String keyId = user.proof() instanceof Principal.Key key ? key.id() : null;
                write(entry, new Actor(keyId == null ? "USER" : "API_KEY", user.key(), keyId));
            }
            case Principal.EvalAgent agent -> write(entry, new Actor("EVAL_AGENT", agent.key(), null));
            case null ->
                write(
                        entry,
                        new Actor(
                                ServerRequestContext.currentRequest().isPresent() ? "ANONYMOUS" : "SYSTEM",
                                null,
                                null));
        }
    }

    /** Writes down what somebody did who proves in this request to be a user, by a password or a link. */
    public void record(UserId actor, Entry entry) {
        write(entry, new Actor("USER", actor.value(), null));
    }

    private void write(Entry entry, Actor actor) {
        database.insertInto(AUDIT_EVENT)
                .set(AUDIT_EVENT.ID, Ulid.create(Ulid.AUDIT_EVENT))
                .set(AUDIT_EVENT.AT, Instant.now(clock))
                .set(
                        AUDIT_EVENT.WORKSPACE_ID,
                        entry.workspaceId() == null ? null : entry.workspaceId().value())
                .set(AUDIT_EVENT.ACTOR_KIND, actor.kind())
                .set(AUDIT_EVENT.ACTOR_ID, actor.id())
                .set(AUDIT_EVENT.KEY_ID, actor.keyId())
                .set(AUDIT_EVENT.ACTION, entry.action())
                .set(AUDIT_EVENT.TARGET_ID, entry.targetId())
                .set(AUDIT_EVENT.CHANGES, JSONB.valueOf(text(entry.changes())))
                .set(AUDIT_EVENT.ADDRESS, addresses.current())
                .set(
                        AUDIT_EVENT.TRACE_ID,
                        ServerRequestContext.currentRequest().map(TraceId::of).orElse(null))
                .execute();
    }

    private String text(Map<String, String> changes) {
        try {
            return json.writeValueAsString(changes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Actor(
            String kind, @Nullable String id, @Nullable String keyId) {}

    /**
     * What was done.
     *
     * @param action noun and verb in the past: {@code user.suspended}
     * @param workspaceId whose owners may read it; null = administrators alone
     * @param targetId of what it was done to; null = nothing in particular
     * @param changes member to what it is now; of a secret only {@code "changed"}
     */
    public record Entry(
            String action,
            @Nullable WorkspaceId workspaceId,
            @Nullable String targetId,
            Map<String, String> changes) {
        public Entry {
            changes = Map.copyOf(changes);
        }

        /** Returns something that concerns the platform. */
        public static Entry of(String action, String targetId) {
            return new Entry(action, null, targetId, Map.of());
        }

        /** Returns something that concerns a workspace. */
        public static Entry in(WorkspaceId workspaceId, String action, String targetId) {
            return new Entry(action, workspaceId, targetId, Map.of());
        }

        /** Returns it with what a member is now. */
        public Entry with(String member, String value) {
            Map<String, String> more = new java.util.TreeMap<>(changes);
            more.put(member, value);
            return new Entry(action, workspaceId, targetId, more);
        }
    }
}
