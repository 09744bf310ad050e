package io.vox.cli.admin;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.ListOptions;
import io.vox.cli.output.Fields;
import io.vox.cli.output.TextTable;
import io.vox.sdk.Vox;
import io.vox.sdk.model.Mail;
import io.vox.sdk.model.MailContent;
import io.vox.sdk.model.MailList;
import io.vox.sdk.model.MailStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Mails of the server. */
@Command(
        name = "mails",
        description = "Mails of the server; for administrators. Without a mail server this is where they are read.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Examples:", "  vox mails list --status failed", "  vox mails show mai_..."})
public final class MailsCommand {
    @Command(name = "list", description = "Lists mails, newest first.")
    void list(
            @Mixin ClientOptions client,
            @Mixin ListOptions list,
            @Option(names = "--status", paramLabel = "STATUS", description = "Only those in this state.") @Nullable
                    MailStatus status) {
        Vox vox = client.vox();
        list.show(
                client,
                (limit, cursor) -> vox.adminMails().listMails(limit, cursor, status),
                MailList::getData,
                MailList::getNextCursor,
                "mails",
                new TextTable("ID", "TO", "SUBJECT", "STATUS", "TRIES", "CREATED"),
                (table, it) -> table.row(
                        it.getId(),
                        it.getRecipient(),
                        it.getSubject(),
                        it.getStatus(),
                        it.getAttempts(),
                        it.getCreatedAt()));
    }

    @Command(name = "show", description = "Shows a mail with its text, as long as that is kept.")
    void show(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "Its id.") String id) {
        MailContent content = client.vox().adminMails().getMail(id);
        client.show(content, () -> {
            Mail mail = content.getMail();
            List<String> lines = new ArrayList<>(new Fields()
                    .with("To", mail.getRecipient())
                    .with("Subject", mail.getSubject())
                    .with("Status", mail.getStatus())
                    .with("Created", mail.getCreatedAt())
                    .with("Sent", mail.getSentAt())
                    .lines());
            lines.add("");
            String text = content.getText();
            lines.addAll(
                    text == null ? List.of("The text is erased.") : text.lines().toList());
            return lines;
        });
    }
}
