package io.vox.server.platform.mail.smtp;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.vox.server.platform.mail.MailConfiguration;
import io.vox.server.platform.mail.MailTransport.OutgoingMail;
import io.vox.server.platform.mail.MailTransportException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;

/**
 * Hands mails to a mail server. Where that fails again and again it is left alone for half a minute, so that a mail server
 * that hangs does not hold everything up; the outbox tries again. Thread-safe.
 */
final class SmtpMailer {
    private static final int FAILURES = 5;
    private static final Duration LEFT_ALONE = Duration.ofSeconds(30);

    private final SmtpServer server;
    private final Session session;
    private final CircuitBreaker breaker;
    private final Clock clock;

    SmtpMailer(SmtpServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
        this.session = Session.getInstance(properties(server));
        this.breaker = CircuitBreaker.of(
                "smtp",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(FAILURES)
                        .minimumNumberOfCalls(FAILURES)
                        .failureRateThreshold(100)
                        .waitDurationInOpenState(LEFT_ALONE)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    SmtpServer server() {
        return server;
    }

    /**
     * Hands a mail over.
     *
     * @throws MailTransportException if that failed
     */
    void deliver(OutgoingMail mail) {
        try {
            breaker.executeCallable(() -> {
                send(mail);
                return mail.id();
            });
        } catch (CallNotPermittedException e) {
            throw new MailTransportException("the mail server is left alone for a while", e);
        } catch (Exception e) {
            throw new MailTransportException("the mail server at " + server.host() + " failed: " + e, e);
        }
    }

    private void send(OutgoingMail mail) throws MessagingException {
        MimeMessage message = new MimeMessage(session) {
            // The same with every try, so that a mail that arrives twice can be told to be one.
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + mail.id() + "@vox>");
            }
        };
        message.setFrom(new InternetAddress(server.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.recipient(), true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(Instant.now(clock)));
        // Nobody's absence note shall answer.
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), StandardCharsets.UTF_8.name(), "plain");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html(), StandardCharsets.UTF_8.name(), "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        message.saveChanges();
        try (Transport transport = session.getTransport()) {
            transport.connect(server.username(), server.password());
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private static Properties properties(SmtpServer server) {
        String protocol = server.security() == MailConfiguration.Security.TLS ? "smtps" : "smtp";
        String prefix = "mail." + protocol + ".";
        String timeout = Long.toString(server.timeout().toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", protocol);
        properties.setProperty(prefix + "host", server.host());
        properties.setProperty(prefix + "port", Integer.toString(server.port()));
        properties.setProperty(prefix + "auth", Boolean.toString(server.username() != null));
        properties.setProperty(prefix + "connectiontimeout", timeout);
        properties.setProperty(prefix + "timeout", timeout);
        properties.setProperty(prefix + "writetimeout", timeout);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        if (server.security() == MailConfiguration.Security.STARTTLS) {
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", "true");
        }
        return properties;
    }
}
