package io.vox.server.platform.mail;

/** A mail could not be handed over. */
public final class MailTransportException extends RuntimeException {
    public MailTransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
