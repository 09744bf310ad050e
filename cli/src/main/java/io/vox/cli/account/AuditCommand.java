package io.vox.cli.account;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.ListOptions;
import io.vox.cli.output.TextTable;
import io.vox.sdk.Vox;
import io.vox.sdk.model.AuditEvent;
import io.vox.sdk.model.AuditEventList;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who did what. */
@Command(
        name = "audit",
        description = "Who did what to what, from where.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  vox audit list --action api_key",
            "  vox audit list --everywhere --actor usr_...",
            "  vox audit export --from 2026-11-01T00:00:00Z > november.csv"
        })
public final class AuditCommand {
    @Command(name = "list", description = "Lists what was done, newest first.")
    void list(
            @Mixin ClientOptions client,
            @Mixin ListOptions list,
            @Option(names = "--action", paramLabel = "ACTION", description = "Only this action or noun.") @Nullable
                    String action,
            @Option(names = "--actor", paramLabel = "ID", description = "Only what this user did.") @Nullable
                    String actor,
            @Option(names = "--target", paramLabel = "ID", description = "Only what was done to this.") @Nullable
                    String target,
            @Option(names = "--from", paramLabel = "TIME", description = "Only from this time on.") @Nullable
                    OffsetDateTime from,
            @Option(names = "--to", paramLabel = "TIME", description = "Only before this time.") @Nullable
                    OffsetDateTime to,
            @Option(names = "--everywhere", description = "In all workspaces; for administrators.")
                    boolean everywhere) {
        Vox vox = client.vox();
        list.show(
                client,
                (limit, cursor) -> everywhere
                        ? vox.adminAuditEvents().listAllAuditEvents(limit, cursor, action, actor, target, from, to)
                        : vox.auditEvents().listAuditEvents(limit, cursor, action, actor, target, from, to),
                AuditEventList::getData,
                AuditEventList::getNextCursor,
                "events",
                new TextTable("TIME", "ACTION", "TARGET", "ACTOR", "KEY", "FROM"),
                (table, it) -> table.row(
                        it.getAt(), it.getAction(), it.getTargetId(), actor(it), it.getKeyId(), it.getAddress()));
    }

    @Command(name = "export", description = "Prints the newest 10,000 as CSV.")
    void export(
            @Mixin ClientOptions client,
            @Option(names = "--action", paramLabel = "ACTION", description = "Only this action or noun.") @Nullable
                    String action,
            @Option(names = "--from", paramLabel = "TIME", description = "Only from this time on.") @Nullable
                    OffsetDateTime from,
            @Option(names = "--to", paramLabel = "TIME", description = "Only before this time.") @Nullable
                    OffsetDateTime to) {
        String csv = client.vox().auditEvents().downloadAuditEvents(action, null, null, from, to);
        client.show(csv, () -> List.of(csv.stripTrailing()));
    }

    private static String actor(AuditEvent event) {
        return event.getActorId() == null ? event.getActorKind().name() : event.getActorId();
    }
}
