package io.vox.server.platform.mail;

/** Where a mail is. */
enum MailStatus {
    /** Waits for its next try. */
    QUEUED,
    /** Handed over, or kept to be read here. */
    SENT,
    /** Given up. */
    FAILED
}
