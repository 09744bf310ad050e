package io.vox.server.evaluation.provider;

import static io.vox.server.schema.Tables.PROVIDER;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.platform.access.Policy;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.ForbiddenException;
import io.vox.server.platform.problem.NotFoundException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.schema.tables.records.ProviderRecord;
import jakarta.inject.Singleton;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Makes, changes and finds providers. Thread-safe. */
@Singleton
public class ProviderService {
    private final DSLContext database;
    private final Policy policy;

    ProviderService(DSLContext database, Policy policy) {
        this.database = database;
        this.policy = policy;
    }

    /**
     * Lists by name.
     *
     * @param scope of the caller; null = nobody's, who sees the platform's
     * @param sku only of this kind; null = all
     */
    Page<Provider> list(@Nullable WorkspaceScope scope, @Nullable ProviderSku sku, PageRequest request) {
        // The cursor holds the id alone: a name may be longer than a cursor.
        Condition behind = request.after()
                .map(last -> DSL.row(DSL.lower(PROVIDER.NAME), PROVIDER.ID)
                        .gt(DSL.select(DSL.lower(PROVIDER.NAME), PROVIDER.ID)
                                .from(PROVIDER)
                                .where(PROVIDER.ID.eq(last))
                                .and(isVisibleTo(scope))))
                .orElse(DSL.noCondition());
        return request.page(
                database.selectFrom(PROVIDER)
                        .where(isVisibleTo(scope))
                        .and(sku == null ? DSL.noCondition() : PROVIDER.SKU.eq(sku.name()))
                        .and(behind)
                        .orderBy(DSL.lower(PROVIDER.NAME), PROVIDER.ID)
                        .limit(request.rows())
                        .fetch(ProviderService::provider),
                provider -> provider.id().value());
    }

    /**
     * Returns a provider.
     *
     * @param scope of the caller; null = nobody's, who sees the platform's
     * @throws NotFoundException if there is none, or it is another workspace's
     */
    public Provider get(@Nullable WorkspaceScope scope, ProviderId id) {
        return database.selectFrom(PROVIDER)
                .where(PROVIDER.ID.eq(id.value()))
                .and(isVisibleTo(scope))
                .fetchOptional(ProviderService::provider)
                .orElseThrow(ProviderService::notFound);
    }

    /**
     * Makes a provider. Joins the caller's transaction.
     *
     * @throws ForbiddenException if it is to be the platform's, and the caller no administrator
     * @throws ConflictException if there is one with this name
     */
    @Transactional
    public Provider create(Principal.User user, NewProvider provider) {
        if (provider.ofPlatform()) {
            policy.requireAdmin(user);
        }
        return database.insertInto(PROVIDER)
                .set(PROVIDER.ID, ProviderId.create().value())
                .set(
                        PROVIDER.WORKSPACE_ID,
                        provider.ofPlatform() ? null : WorkspaceScope.of(user).value())
                .set(PROVIDER.NAME, provider.name())
                .set(PROVIDER.SKU, provider.sku().name())
                .set(PROVIDER.URL, provider.url())
                .onConflictDoNothing()
                .returning()
                .fetchOptional(ProviderService::provider)
                .orElseThrow(ProviderService::nameTaken);
    }

    /**
     * Changes a provider.
     *
     * @throws NotFoundException if there is none, or it is another workspace's
     * @throws ForbiddenException if it is the platform's, and the caller no administrator
     * @throws ConflictException if there is another with this name
     */
    @Transactional
    Provider update(Principal.User user, ProviderId id, ProviderChange change) {
        Provider before = database.selectFrom(PROVIDER)
                .where(PROVIDER.ID.eq(id.value()))
                .and(isVisibleTo(WorkspaceScope.of(user)))
                .forNoKeyUpdate()
                .fetchOptional(ProviderService::provider)
                .orElseThrow(ProviderService::notFound);
        if (before.workspaceId() == null) {
            policy.requireAdmin(user);
        }
        Provider after = change.applyTo(before);
        try {
            database.update(PROVIDER)
                    .set(PROVIDER.NAME, after.name())
                    .set(PROVIDER.SKU, after.sku().name())
                    .set(PROVIDER.URL, after.url())
                    .where(PROVIDER.ID.eq(id.value()))
                    .execute();
        } catch (IntegrityConstraintViolationException sameName) {
            throw nameTaken();
        }
        return after;
    }

    private static Condition isVisibleTo(@Nullable WorkspaceScope scope) {
        Condition ofPlatform = PROVIDER.WORKSPACE_ID.isNull();
        return scope == null ? ofPlatform : ofPlatform.or(PROVIDER.WORKSPACE_ID.eq(scope.value()));
    }

    private static Provider provider(ProviderRecord row) {
        String workspaceId = row.getWorkspaceId();
        return new Provider(
                new ProviderId(row.getId()),
                workspaceId == null ? null : new WorkspaceId(workspaceId),
                row.getName(),
                ProviderSku.valueOf(row.getSku()),
                row.getUrl(),
                row.getCalibration(),
                row.getCreatedAt());
    }

    private static NotFoundException notFound() {
        return new NotFoundException(ProblemCode.PROVIDER_NOT_FOUND, "provider");
    }

    private static ConflictException nameTaken() {
        return new ConflictException(
                ProblemCode.PROVIDER_EXISTS, "There is a provider with this name already; use it or choose another.");
    }
}
