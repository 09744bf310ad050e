package io.vox.server.platform.mail;

import io.vox.api.model.MailContent;
import io.vox.api.model.MailList;
import io.vox.server.platform.page.Page;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Mails as the contract shows them. */
final class MailWire {
    private MailWire() {}

    static MailList of(Page<Mail> page) {
        return new MailList(page.map(MailWire::of).data(), page.nextCursor());
    }

    static MailContent of(MailOutbox.Kept kept) {
        MailOutbox.Body body = kept.body();
        return new MailContent(of(kept.mail()), body == null ? null : body.text(), body == null ? null : body.html());
    }

    static @Nullable MailStatus status(io.vox.api.model.@Nullable MailStatus status) {
        return status == null ? null : MailStatus.valueOf(status.name());
    }

    private static io.vox.api.model.Mail of(Mail mail) {
        return new io.vox.api.model.Mail(
                mail.id(),
                mail.recipient(),
                mail.subject(),
                io.vox.api.model.MailStatus.valueOf(mail.status().name()),
                mail.attempts(),
                mail.createdAt().atOffset(ZoneOffset.UTC),
                mail.sentAt() == null ? null : mail.sentAt().atOffset(ZoneOffset.UTC));
    }
}
