package io.vox.server.platform.mail;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.platform.access.Policy;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.audit.AuditLog;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.problem.NotFoundException;
import io.vox.server.platform.problem.ProblemCode;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Shows mails to those who run the platform. */
@Singleton
class MailService {
    private final Policy policy;
    private final MailOutbox outbox;
    private final AuditLog audit;

    MailService(Policy policy, MailOutbox outbox, AuditLog audit) {
        this.policy = policy;
        this.outbox = outbox;
        this.audit = audit;
    }

    Page<Mail> list(Principal.User principal, PageRequest page, @Nullable MailStatus status) {
        policy.requireAdmin(principal);
        return outbox.list(page, status);
    }

    /** Reads a mail, which lets the reader do what its links do: so that is written down. */
    @Transactional
    MailOutbox.Kept get(Principal.User principal, String id) {
        policy.requireAdmin(principal);
        MailOutbox.Kept kept =
                outbox.find(id).orElseThrow(() -> new NotFoundException(ProblemCode.MAIL_NOT_FOUND, "mail"));
        audit.record(AuditLog.Entry.of("mail.read", id));
        return kept;
    }
}
