package io.vox.server.platform.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail in the outbox, without its text.
 *
 * @param sentAt when it was handed over; null = it was not
 */
record Mail(
        String id,
        String recipient,
        String subject,
        MailStatus status,
        int attempts,
        Instant createdAt,
        @Nullable Instant sentAt) {}
