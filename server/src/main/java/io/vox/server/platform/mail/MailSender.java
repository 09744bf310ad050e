package io.vox.server.platform.mail;

import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the outbox. Any number of servers may do so at once. A mail may arrive twice if a server dies between handing it
 * over and noting that; it never gets lost.
 */
@Singleton
class MailSender {
    private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration REMEMBERED = Duration.ofDays(30);
    private static final int MOST_ATTEMPTS = 15;
    private static final int MOST_DOUBLINGS = 10;

    private final MailOutbox outbox;
    private final MailTransport transport;
    private final MailConfiguration configuration;

    MailSender(MailOutbox outbox, MailTransport transport, MailConfiguration configuration) {
        this.outbox = outbox;
        this.transport = transport;
        this.configuration = configuration;
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    @ExecuteOn(TaskExecutors.BLOCKING)
    void run() {
        runOnce();
    }

    @Scheduled(fixedDelay = "10m", initialDelay = "5m")
    @ExecuteOn(TaskExecutors.BLOCKING)
    void runErasure() {
        erase();
    }

    /** Tries every mail that is due. Returns how many were handed over. */
    int runOnce() {
        int sent = 0;
        Optional<MailOutbox.Due> due = outbox.take();
        while (due.isPresent()) {
            if (send(due.get())) {
                sent++;
            }
            due = outbox.take();
        }
        return sent;
    }

    /** Erases texts whose time is over, and removes old mails. Returns how many it was about. */
    int erase() {
        return outbox.eraseBodies(configuration.kept()) + outbox.removeOld(REMEMBERED);
    }

    private boolean send(MailOutbox.Due due) {
        String id = due.id();
        try {
            transport.deliver(outbox.open(due));
        } catch (IllegalStateException e) {
            LOG.error("Mail {} is given up, since it cannot be opened", id, e);
            outbox.giveUp(id);
            return false;
        } catch (MailTransportException e) {
            if (due.attempt() >= MOST_ATTEMPTS) {
                LOG.error("Mail {} is given up after {} tries: {}", id, due.attempt(), e.getMessage());
                outbox.giveUp(id);
            } else {
                LOG.warn("Mail {} cannot be sent now, and will be tried again: {}", id, e.getMessage());
                // 5 s, 10 s, 20 s .. 85 min, 85 min: a day and more in all.
                outbox.failed(id, FIRST_PAUSE.multipliedBy(1L << Math.min(due.attempt() - 1, MOST_DOUBLINGS)));
            }
            return false;
        }
        outbox.sent(id, transport.keeps());
        return true;
    }
}
