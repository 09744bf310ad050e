package io.vox.server.platform.vault;

import static io.vox.server.schema.Tables.SECRET;

import io.micronaut.context.annotation.Factory;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.secret.SealedTable;
import io.vox.server.schema.tables.records.SecretRecord;
import jakarta.inject.Singleton;
import java.util.List;

@Factory
final class VaultTable {
    @Singleton
    SealedTable<SecretRecord> secrets() {
        return new SealedTable<>(
                SECRET,
                SECRET.SEALED,
                List.of(SECRET.WORKSPACE_ID, SECRET.NAME),
                row -> Vault.context(new WorkspaceScope(new WorkspaceId(row.getWorkspaceId())), row.getName()));
    }
}
