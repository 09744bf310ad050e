package io.vox.server.platform.vault;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.audit.AuditLog;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.problem.LimitReachedException;
import io.vox.server.platform.problem.NotFoundException;
import io.vox.server.platform.problem.ProblemCode;
import jakarta.inject.Singleton;

/** Lets those who answer for a workspace keep its secrets; who that is says the policy's table. */
@Singleton
class SecretService {
    private static final int MOST = 100;

    private final Vault vault;
    private final AuditLog audit;

    SecretService(Vault vault, AuditLog audit) {
        this.vault = vault;
        this.audit = audit;
    }

    Page<Vault.Secret> list(Principal.User principal, PageRequest page) {
        return vault.list(WorkspaceScope.of(principal), page);
    }

    /**
     * Adds or replaces a secret.
     *
     * @throws LimitReachedException if the workspace has 100
     */
    @Transactional
    Vault.Secret set(Principal.User principal, String name, String value) {
        WorkspaceScope scope = WorkspaceScope.of(principal);
        boolean there = vault.find(scope, name).isPresent();
        int count = vault.count(scope);
        if (!there && count >= MOST) {
            throw new LimitReachedException("secrets", MOST, count);
        }
        vault.put(scope, name, value, principal.id());
        audit.record(AuditLog.Entry.in(principal.workspaceId(), there ? "secret.changed" : "secret.created", name)
                .with("value", "changed"));
        return vault.find(scope, name).orElseThrow();
    }

    /**
     * Removes a secret.
     *
     * @throws NotFoundException if there is none of that name
     */
    @Transactional
    void delete(Principal.User principal, String name) {
        if (!vault.remove(WorkspaceScope.of(principal), name)) {
            throw new NotFoundException(ProblemCode.SECRET_NOT_FOUND, "secret");
        }
        audit.record(AuditLog.Entry.in(principal.workspaceId(), "secret.deleted", name));
    }
}
