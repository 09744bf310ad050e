package io.vox.server.platform.mail.smtp;

import io.vox.server.platform.mail.MailConfiguration;
import io.vox.server.platform.mail.MailTransport;
import io.vox.server.platform.setting.SettingKey;
import io.vox.server.platform.setting.Settings;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mail server that administrators set, or that is configured (ACS-ADMIN-01). Without any nothing is sent: administrators read
 * the mails at {@code admin/mails}, so that a server can be tried without others. The name and the password that are configured are
 * told to the mail server that is configured and to no other. Thread-safe.
 */
@Singleton
final class ConfiguredMailer implements MailTransport {
    private final MailConfiguration configuration;
    private final Settings settings;
    private final Clock clock;
    private volatile @Nullable SmtpMailer mailer;

    ConfiguredMailer(MailConfiguration configuration, Settings settings, Clock clock) {
        this.configuration = configuration;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public boolean keeps() {
        return server().isEmpty();
    }

    @Override
    public void deliver(OutgoingMail mail) {
        server().ifPresent(server -> mailer(server).deliver(mail));
    }

    /** Returns the mailer of a server, with what it knows of its failures, until another server is set. */
    private SmtpMailer mailer(SmtpServer server) {
        SmtpMailer present = mailer;
        if (present == null || !present.server().equals(server)) {
            present = new SmtpMailer(server, clock);
            mailer = present;
        }
        return present;
    }

    private Optional<SmtpServer> server() {
        return text(SettingKey.MAIL_HOST, configuration.smtpHost()).map(this::server);
    }

    private SmtpServer server(String host) {
        boolean configured = host.equals(configuration.smtpHost());
        return new SmtpServer(
                text(SettingKey.MAIL_FROM, configuration.from()).orElseThrow(),
                host,
                settings.find(SettingKey.MAIL_PORT).map(Integer::parseInt).orElse(configuration.smtpPort()),
                text(SettingKey.MAIL_USERNAME, configured ? configuration.smtpUsername() : null)
                        .orElse(null),
                text(SettingKey.MAIL_PASSWORD, configured ? configuration.smtpPassword() : null)
                        .orElse(null),
                settings.find(SettingKey.MAIL_SECURITY)
                        .map(MailConfiguration.Security::valueOf)
                        .orElse(configuration.smtpSecurity()),
                configuration.timeout());
    }

    private Optional<String> text(SettingKey key, @Nullable String configured) {
        return settings.find(key).or(() -> Optional.ofNullable(configured));
    }
}
