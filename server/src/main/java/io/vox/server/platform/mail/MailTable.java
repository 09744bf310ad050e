package io.vox.server.platform.mail;

import static io.vox.server.schema.Tables.MAIL;

import io.micronaut.context.annotation.Factory;
import io.vox.server.platform.secret.SealedTable;
import io.vox.server.schema.tables.records.MailRecord;
import jakarta.inject.Singleton;
import java.util.List;

@Factory
final class MailTable {
    @Singleton
    SealedTable<MailRecord> mails() {
        return new SealedTable<>(MAIL, MAIL.BODY, List.of(MAIL.ID), MailRecord::getId);
    }
}
