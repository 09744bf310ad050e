package io.vox.server.platform.vault;

import io.vox.api.model.Secret;
import io.vox.api.model.SecretList;
import io.vox.server.platform.page.Page;
import java.time.ZoneOffset;

/** Secrets as the contract shows them: without what they are. */
final class SecretWire {
    private SecretWire() {}

    static Secret of(Vault.Secret secret) {
        return new Secret(
                secret.name(),
                secret.createdAt().atOffset(ZoneOffset.UTC),
                secret.updatedAt().atOffset(ZoneOffset.UTC),
                secret.updatedBy().value());
    }

    static SecretList of(Page<Vault.Secret> page) {
        return new SecretList(page.map(SecretWire::of).data(), page.nextCursor());
    }
}
