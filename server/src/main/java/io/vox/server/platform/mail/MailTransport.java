package io.vox.server.platform.mail;

/** The way to whoever carries mails. Thread-safe. */
public interface MailTransport {
    /** Whether nobody else gets the mails, so that they are kept for a day to be read here. */
    boolean keeps();

    /**
     * Hands a mail over.
     *
     * @throws MailTransportException if that failed; it will be tried again
     */
    void deliver(OutgoingMail mail);

    /**
     * A mail as it is sent.
     *
     * @param id {@code mai_}, the same with every try
     */
    record OutgoingMail(String id, String recipient, String subject, String text, String html) {
        /** Never the text. */
        @Override
        public String toString() {
            return "OutgoingMail[" + id + "]";
        }
    }
}
