package io.vox.server.identity.key;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.identity.user.UserChanges;
import io.vox.server.platform.access.Policy;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.Scope;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.audit.AuditLog;
import io.vox.server.platform.id.Ulid;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.problem.ForbiddenException;
import io.vox.server.platform.problem.InvalidRequestException;
import io.vox.server.platform.problem.LimitReachedException;
import io.vox.server.platform.problem.NotFoundException;
import io.vox.server.platform.problem.ProblemCode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes, changes and ends API keys: everybody's own, and those of the workspace for its owner and administrators. */
@Singleton
public class ApiKeyService {
    private static final int MOST = 50;
    private static final int DAYS = 31;

    private final Policy policy;
    private final ApiKeyStore store;
    private final UserChanges users;
    private final AuditLog audit;
    private final Clock clock;

    ApiKeyService(Policy policy, ApiKeyStore store, UserChanges users, AuditLog audit, Clock clock) {
        this.policy = policy;
        this.store = store;
        this.users = users;
        this.audit = audit;
        this.clock = clock;
    }

    Page<ApiKey> list(Principal.User principal, PageRequest page) {
        return store.list(WorkspaceScope.of(principal), whose(principal), page);
    }

    ApiKey get(Principal.User principal, String id) {
        return store.find(WorkspaceScope.of(principal), whose(principal), id)
                .orElseThrow(() -> new NotFoundException(ProblemCode.API_KEY_NOT_FOUND, "API key"));
    }

    /**
     * Makes a key.
     *
     * @throws ForbiddenException if it could do more than the key that makes it
     * @throws LimitReachedException if the user has 50 that work
     */
    @Transactional
    Created create(Principal.User principal, NewApiKey asked) {
        Instant now = Instant.now(clock);
        if (asked.expiresAt() != null && !asked.expiresAt().isAfter(now)) {
            throw new InvalidRequestException("/expiresAt", "must be in the future");
        }
        if (principal.proof() instanceof Principal.Key maker && !maker.scopes().containsAll(asked.scopes())) {
            throw new ForbiddenException("A key cannot make a key that may do more.");
        }
        users.lock(principal.id());
        int count = store.count(WorkspaceScope.of(principal), principal.id());
        if (count >= MOST) {
            throw new LimitReachedException("API keys", MOST, count);
        }
        ApiKeySecret secret = ApiKeySecret.create();
        ApiKey key = new ApiKey(
                Ulid.create(Ulid.API_KEY),
                principal.workspaceId(),
                principal.id(),
                asked.name().strip(),
                secret.prefix(),
                asked.scopes(),
                0,
                now,
                asked.expiresAt(),
                null,
                null,
                null);
        store.add(key, secret);
        audit.record(AuditLog.Entry.in(principal.workspaceId(), "api_key.created", key.id())
                .with("scopes", key.scopes().stream().sorted().toList().toString()));
        return new Created(get(principal, key.id()), secret);
    }

    @Transactional
    ApiKey rename(Principal.User principal, String id, String name) {
        ApiKey key = get(principal, id);
        store.rename(id, name.strip());
        audit.record(AuditLog.Entry.in(key.workspaceId(), "api_key.renamed", id).with("name", name.strip()));
        return get(principal, id);
    }

    /** Ends a key; nothing happens if it ended before. */
    @Transactional
    void revoke(Principal.User principal, String id) {
        ApiKey key = get(principal, id);
        if (store.revoke(id)) {
            audit.record(AuditLog.Entry.in(key.workspaceId(), "api_key.revoked", id));
        }
    }

    /** Ends all keys that a user made, wherever. */
    @Transactional
    public void endAll(UserId createdBy) {
        store.revokeAll(createdBy)
                .forEach(key -> audit.record(AuditLog.Entry.in(key.workspaceId(), "api_key.revoked", key.id())));
    }

    /**
     * Replaces the secret of a key.
     *
     * @throws NotFoundException if there is no such key, or it was revoked
     * @throws ForbiddenException if it is another's, since who rotates it could act as its maker, or a key that may do more
     */
    @Transactional
    Created rotate(Principal.User principal, String id, Duration overlap) {
        ApiKey key = get(principal, id);
        if (key.revokedAt() != null) {
            throw new NotFoundException(ProblemCode.API_KEY_NOT_FOUND, "API key");
        }
        if (!key.createdBy().equals(principal.id())) {
            throw new ForbiddenException("Only who made a key may be given its new secret; you may revoke it.");
        }
        if (principal.proof() instanceof Principal.Key maker && !maker.scopes().containsAll(key.scopes())) {
            throw new ForbiddenException("A key cannot be given the secret of a key that may do more.");
        }
        ApiKeySecret secret = ApiKeySecret.create();
        store.rotate(id, secret, overlap);
        audit.record(AuditLog.Entry.in(key.workspaceId(), "api_key.rotated", id)
                .with("secret", "changed")
                .with("overlapSeconds", Long.toString(overlap.toSeconds())));
        return new Created(get(principal, id), secret);
    }

    Usage usage(Principal.User principal, String id) {
        ApiKey key = get(principal, id);
        return new Usage(key, store.usage(id, DAYS));
    }

    /** Returns whose keys the principal sees: null = all of the workspace. */
    private @Nullable UserId whose(Principal.User principal) {
        return policy.mayManageWorkspace(principal) ? null : principal.id();
    }

    /**
     * A key to make.
     *
     * @param expiresAt null = never
     */
    record NewApiKey(
            String name, Set<Scope> scopes, @Nullable Instant expiresAt) {}

    /** A key with its secret, which is shown once. */
    record Created(ApiKey key, ApiKeySecret secret) {}

    /** How much a key was used. */
    record Usage(ApiKey key, List<ApiKeyStore.Day> days) {}
}
