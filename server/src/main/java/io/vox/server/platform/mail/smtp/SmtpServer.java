package io.vox.server.platform.mail.smtp;

import io.vox.server.platform.mail.MailConfiguration;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A mail server and how to speak to it.
 *
 * @param from who writes
 * @param username null = it asks for none
 * @param password with the name
 */
record SmtpServer(
        String from,
        String host,
        int port,
        @Nullable String username,
        @Nullable String password,
        MailConfiguration.Security security,
        Duration timeout) {
    /** Never the password. */
    @Override
    public String toString() {
        return "SmtpServer[" + host + ":" + port + "]";
    }
}
