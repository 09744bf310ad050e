package io.vox.server.platform.mail;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Sends nothing: administrators read the mails at {@code admin/mails}, so that a server can be tried without others. */
@Singleton
@Requires(missingProperty = "vox.mail.smtp-host")
final class EmbeddedMailer implements MailTransport {
    @Override
    public boolean keeps() {
        return true;
    }

    @Override
    public void deliver(OutgoingMail mail) {
        // The outbox is the mailbox.
    }
}
