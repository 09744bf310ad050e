package io.vox.server.platform.mail;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How mails are sent.
 *
 * @param from who writes them
 * @param smtpHost of the mail server ({@code VOX_MAIL_SMTP_HOST}); null = mails are kept to be read at admin/mails
 * @param smtpPort 587 unless given
 * @param smtpUsername null = the mail server asks for none
 * @param smtpPassword with the name
 * @param smtpSecurity whether the connection is encrypted
 * @param timeout of connecting, and of each answer
 * @param kept how long a mail that nobody carries can be read
 */
@ConfigurationProperties("vox.mail")
public record MailConfiguration(
        @Bindable(defaultValue = "vox@localhost") String from,
        @Nullable String smtpHost,
        @Bindable(defaultValue = "587") int smtpPort,
        @Nullable String smtpUsername,
        @Nullable String smtpPassword,
        @Bindable(defaultValue = "STARTTLS") Security smtpSecurity,
        @Bindable(defaultValue = "10s") Duration timeout,
        @Bindable(defaultValue = "24h") Duration kept) {
    /** Never the password. */
    @Override
    public String toString() {
        return "MailConfiguration[" + smtpHost + ":" + smtpPort + "]";
    }

    /** How the connection to a mail server is protected. */
    public enum Security {
        /** Begins in the clear and refuses to go on so. */
        STARTTLS,
        /** From the first byte on. */
        TLS,
        /** Not at all, as within one machine. */
        NONE
    }
}
