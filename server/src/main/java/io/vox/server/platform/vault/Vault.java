package io.vox.server.platform.vault;

import static io.vox.server.schema.Tables.SECRET;

import io.vox.server.platform.access.UserId;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.secret.SecretBox;
import io.vox.server.schema.tables.records.SecretRecord;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;

/** Secrets of workspaces as they are kept. Used within transactions where it changes them. Thread-safe. */
@Singleton
public class Vault {
    private final DSLContext database;
    private final SecretBox box;
    private final Clock clock;

    Vault(DSLContext database, SecretBox box, Clock clock) {
        this.database = database;
        this.box = box;
        this.clock = clock;
    }

    /**
     * Opens secrets, for who holds the lease of a job of the workspace that names them, and for nobody else.
     *
     * @return those of the names that there are
     */
    public Map<String, String> open(WorkspaceScope scope, Collection<String> names) {
        return database.selectFrom(SECRET)
                .where(SECRET.WORKSPACE_ID.eq(scope.value()))
                .and(SECRET.NAME.in(names))
                .fetchMap(SECRET.NAME, row -> box.open(context(scope, row.getName()), row.getSealed()));
    }

    /** Returns the names of all secrets of a workspace. */
    public Set<String> names(WorkspaceScope scope) {
        return database.select(SECRET.NAME)
                .from(SECRET)
                .where(SECRET.WORKSPACE_ID.eq(scope.value()))
                .fetchSet(SECRET.NAME);
    }

    /** Lists secrets by name, without what they are. */
    Page<Secret> list(WorkspaceScope scope, PageRequest page) {
        return page.page(
                database.selectFrom(SECRET)
                        .where(SECRET.WORKSPACE_ID.eq(scope.value()))
                        .and(page.above(SECRET.NAME))
                        .orderBy(SECRET.NAME)
                        .limit(page.rows())
                        .fetch(Vault::secret),
                Secret::name);
    }

    int count(WorkspaceScope scope) {
        return database.fetchCount(SECRET, SECRET.WORKSPACE_ID.eq(scope.value()));
    }

    Optional<Secret> find(WorkspaceScope scope, String name) {
        return database.selectFrom(SECRET)
                .where(SECRET.WORKSPACE_ID.eq(scope.value()))
                .and(SECRET.NAME.eq(name))
                .fetchOptional(Vault::secret);
    }

    /** Adds or replaces a secret. */
    void put(WorkspaceScope scope, String name, String value, UserId by) {
        Instant now = Instant.now(clock);
        String sealed = box.seal(context(scope, name), value);
        database.insertInto(SECRET)
                .set(SECRET.WORKSPACE_ID, scope.value())
                .set(SECRET.NAME, name)
                .set(SECRET.SEALED, sealed)
                .set(SECRET.CREATED_AT, now)
                .set(SECRET.UPDATED_AT, now)
                .set(SECRET.UPDATED_BY, by.value())
                .onConflict(SECRET.WORKSPACE_ID, SECRET.NAME)
                .doUpdate()
                .set(SECRET.SEALED, sealed)
                .set(SECRET.UPDATED_AT, now)
                .set(SECRET.UPDATED_BY, by.value())
                .execute();
    }

    /** Removes a secret. Returns whether there was one. */
    boolean remove(WorkspaceScope scope, String name) {
        return database.deleteFrom(SECRET)
                        .where(SECRET.WORKSPACE_ID.eq(scope.value()))
                        .and(SECRET.NAME.eq(name))
                        .execute()
                == 1;
    }

    /** Removes all secrets of a workspace that nobody is left to answer for. */
    public void clear(WorkspaceScope scope) {
        database.deleteFrom(SECRET).where(SECRET.WORKSPACE_ID.eq(scope.value())).execute();
    }

    static String context(WorkspaceScope scope, String name) {
        return "secret " + scope.value() + " " + name;
    }

    private static Secret secret(SecretRecord row) {
        return new Secret(row.getName(), row.getCreatedAt(), row.getUpdatedAt(), new UserId(row.getUpdatedBy()));
    }

    /** A secret without what it is. */
    record Secret(String name, Instant createdAt, Instant updatedAt, UserId updatedBy) {}
}
