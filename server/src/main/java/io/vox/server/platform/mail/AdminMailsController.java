package io.vox.server.platform.mail;

import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.AdminMailsApi;
import io.vox.api.model.MailContent;
import io.vox.api.model.MailList;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** The edge of mails. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class AdminMailsController implements AdminMailsApi {
    private final CurrentPrincipal principals;
    private final MailService mails;

    AdminMailsController(CurrentPrincipal principals, MailService mails) {
        this.principals = principals;
        this.mails = mails;
    }

    @Override
    public MailContent getMail(String mailId) {
        return MailWire.of(mails.get(principals.user(), mailId));
    }

    @Override
    public MailList listMails(
            @Nullable Integer limit, @Nullable String cursor, io.vox.api.model.@Nullable MailStatus status) {
        return MailWire.of(
                mails.list(principals.user(), PageRequest.of(limit, cursor, "mails", status), MailWire.status(status)));
    }
}
