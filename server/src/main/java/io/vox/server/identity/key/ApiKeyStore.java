package io.vox.server.identity.key;

import static io.vox.server.schema.Tables.API_KEY;
import static io.vox.server.schema.Tables.API_KEY_SECRET;
import static io.vox.server.schema.Tables.API_KEY_USAGE;

import io.vox.server.platform.access.Scope;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.schema.tables.records.ApiKeyRecord;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Keys as they are kept. Used within transactions where it changes them. Thread-safe. */
@Singleton
class ApiKeyStore {
    private final DSLContext database;
    private final Clock clock;

    ApiKeyStore(DSLContext database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Lists keys, newest first.
     *
     * @param createdBy null = all of the workspace
     */
    Page<ApiKey> list(WorkspaceScope scope, @Nullable UserId createdBy, PageRequest page) {
        return page.page(
                database.selectFrom(API_KEY)
                        .where(visible(scope, createdBy))
                        .and(page.below(API_KEY.ID))
                        .orderBy(API_KEY.ID.desc())
                        .limit(page.rows())
                        .fetch(ApiKeyStore::key),
                ApiKey::id);
    }

    Optional<ApiKey> find(WorkspaceScope scope, @Nullable UserId createdBy, String id) {
        return database.selectFrom(API_KEY)
                .where(visible(scope, createdBy))
                .and(API_KEY.ID.eq(id))
                .fetchOptional(ApiKeyStore::key);
    }

    /** Counts the keys of a user that work. */
    int count(WorkspaceScope scope, UserId createdBy) {
        return database.fetchCount(
                API_KEY,
                visible(scope, createdBy).and(API_KEY.REVOKED_AT.isNull()).and(notOver()));
    }

    /** Adds a key with its secret. */
    void add(ApiKey key, ApiKeySecret secret) {
        database.insertInto(API_KEY)
                .set(API_KEY.ID, key.id())
                .set(API_KEY.WORKSPACE_ID, key.workspaceId().value())
                .set(API_KEY.CREATED_BY, key.createdBy().value())
                .set(API_KEY.NAME, key.name())
                .set(API_KEY.PREFIX, key.prefix())
                .set(
                        API_KEY.SCOPES,
                        key.scopes().stream().map(Scope::name).sorted().toArray(String[]::new))
                .set(API_KEY.CREATED_AT, key.createdAt())
                .set(API_KEY.EXPIRES_AT, key.expiresAt())
                .execute();
        addSecret(key.id(), secret);
    }

    void rename(String id, String name) {
        database.update(API_KEY)
                .set(API_KEY.NAME, name)
                .where(API_KEY.ID.eq(id))
                .execute();
    }

    /** Revokes a key, unless it was before. */
    boolean revoke(String id) {
        return database.update(API_KEY)
                        .set(API_KEY.REVOKED_AT, Instant.now(clock))
                        .where(API_KEY.ID.eq(id))
                        .and(API_KEY.REVOKED_AT.isNull())
                        .execute()
                == 1;
    }

    /** Revokes the keys that a user made. Returns those that were not revoked before. */
    List<ApiKey> revokeAll(UserId createdBy) {
        return database.update(API_KEY)
                .set(API_KEY.REVOKED_AT, Instant.now(clock))
                .where(API_KEY.CREATED_BY.eq(createdBy.value()))
                .and(API_KEY.REVOKED_AT.isNull())
                .returning()
                .fetch(ApiKeyStore::key);
    }

    /** Replaces the secret; the present one works on for the overlap, and the one before that no more. */
    void rotate(String id, ApiKeySecret secret, Duration overlap) {
        Instant now = Instant.now(clock);
        // Two rotations at once come one after the other.
        database.selectFrom(API_KEY).where(API_KEY.ID.eq(id)).forUpdate().fetchOne();
        database.deleteFrom(API_KEY_SECRET)
                .where(API_KEY_SECRET.KEY_ID.eq(id))
                .and(API_KEY_SECRET.EXPIRES_AT.isNotNull())
                .execute();
        database.update(API_KEY_SECRET)
                .set(API_KEY_SECRET.EXPIRES_AT, now.plus(overlap))
                .where(API_KEY_SECRET.KEY_ID.eq(id))
                .execute();
        addSecret(id, secret);
        database.update(API_KEY)
                .set(API_KEY.PREFIX, secret.prefix())
                .set(API_KEY.ROTATED_AT, now)
                .where(API_KEY.ID.eq(id))
                .execute();
    }

    /** Returns the days on which a key was used, newest first. */
    List<Day> usage(String id, int days) {
        return database.selectFrom(API_KEY_USAGE)
                .where(API_KEY_USAGE.KEY_ID.eq(id))
                .orderBy(API_KEY_USAGE.DAY.desc())
                .limit(days)
                .fetch(row -> new Day(row.getDay(), row.getRequests()));
    }

    /** Adds to what keys were used. */
    void addUsage(LocalDate day, Instant lastUsedAt, Map<String, Long> requests) {
        // In one order everywhere, so that two servers that add at once do not wait for one another in a circle.
        requests.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            if (database.update(API_KEY)
                            .set(API_KEY.USAGE_COUNT, API_KEY.USAGE_COUNT.plus(entry.getValue()))
                            .set(API_KEY.LAST_USED_AT, DSL.greatest(API_KEY.LAST_USED_AT, DSL.val(lastUsedAt)))
                            .where(API_KEY.ID.eq(entry.getKey()))
                            .execute()
                    == 1) {
                database.insertInto(API_KEY_USAGE)
                        .set(API_KEY_USAGE.KEY_ID, entry.getKey())
                        .set(API_KEY_USAGE.DAY, day)
                        .set(API_KEY_USAGE.REQUESTS, entry.getValue())
                        .onConflict(API_KEY_USAGE.KEY_ID, API_KEY_USAGE.DAY)
                        .doUpdate()
                        .set(API_KEY_USAGE.REQUESTS, API_KEY_USAGE.REQUESTS.plus(entry.getValue()))
                        .execute();
            }
        });
    }

    private void addSecret(String id, ApiKeySecret secret) {
        database.insertInto(API_KEY_SECRET)
                .set(API_KEY_SECRET.SECRET_HASH, secret.hash())
                .set(API_KEY_SECRET.KEY_ID, id)
                .set(API_KEY_SECRET.CREATED_AT, Instant.now(clock))
                .execute();
    }

    private Condition notOver() {
        return API_KEY.EXPIRES_AT.isNull().or(API_KEY.EXPIRES_AT.gt(Instant.now(clock)));
    }

    private static Condition visible(WorkspaceScope scope, @Nullable UserId createdBy) {
        Condition there = API_KEY.WORKSPACE_ID.eq(scope.value());
        return createdBy == null ? there : there.and(API_KEY.CREATED_BY.eq(createdBy.value()));
    }

    private static ApiKey key(ApiKeyRecord row) {
        return new ApiKey(
                row.getId(),
                new WorkspaceId(row.getWorkspaceId()),
                new UserId(row.getCreatedBy()),
                row.getName(),
                row.getPrefix(),
                Arrays.stream(row.getScopes()).map(Scope::valueOf).collect(Collectors.toSet()),
                row.getUsageCount(),
                row.getCreatedAt(),
                row.getExpiresAt(),
                row.getLastUsedAt(),
                row.getRotatedAt(),
                row.getRevokedAt());
    }

    /** Requests of a day. */
    record Day(LocalDate day, long requests) {}
}
