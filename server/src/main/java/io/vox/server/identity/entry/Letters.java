package io.vox.server.identity.entry;

import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.identity.session.LinkTokens;
import io.vox.server.identity.session.LinkTokens.Purpose;
import io.vox.server.identity.user.User;
import io.vox.server.identity.user.UserRepository;
import io.vox.server.identity.user.UserStatus;
import io.vox.server.platform.mail.MailOutbox;
import io.vox.server.platform.mail.MailTemplate;
import io.vox.server.platform.web.PublicUrl;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to people about their accounts. Thread-safe. */
@Singleton
public class Letters {
    private static final Logger LOG = LoggerFactory.getLogger(Letters.class);

    private final UserRepository users;
    private final MailOutbox mails;
    private final LinkTokens links;
    private final PublicUrl url;
    private final ExecutorService executor;

    Letters(
            UserRepository users,
            MailOutbox mails,
            LinkTokens links,
            PublicUrl url,
            @Named(TaskExecutors.IO) ExecutorService executor) {
        this.users = users;
        this.mails = mails;
        this.links = links;
        this.url = url;
        this.executor = executor;
    }

    /** Sends a link by which an account is activated, instead of those before. */
    @Transactional
    public void sendActivation(User user) {
        LinkTokens.LinkToken token = links.create(user.id(), Purpose.ACTIVATE);
        send(MailTemplate.ACTIVATE, user, url.page("/activate", token.value()));
    }

    /**
     * Sends a link to choose another password if there is an account, or the first one if it waits for that. Not while the
     * caller waits, who would learn from the time it takes whether there is one.
     */
    void sendResetSoon(String email) {
        executor.execute(() -> {
            try {
                sendReset(email);
            } catch (RuntimeException e) {
                LOG.error("A link to choose a password cannot be sent", e);
            }
        });
    }

    @Transactional
    void sendReset(String email) {
        users.findByEmail(email).ifPresent(user -> {
            if (user.status() == UserStatus.PENDING) {
                sendActivation(user);
            } else {
                LinkTokens.LinkToken token = links.create(user.id(), Purpose.RESET);
                send(MailTemplate.RESET, user, url.page("/reset", token.value()));
            }
        });
    }

    /** Tells somebody that the password was changed, in case it was somebody else. */
    @Transactional
    void sendPasswordChanged(User user) {
        send(MailTemplate.PASSWORD_CHANGED, user, url.page("/reset"));
    }

    private void send(MailTemplate template, User user, String link) {
        mails.add(template.write(user.email(), Map.of("name", user.name(), "link", link)));
    }
}
