package io.vox.server.evaluation.job.queue;

import jakarta.inject.Singleton;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Finds out whether there is anything to claim, for all that wait in one query. Thread-safe. */
@Singleton
class ClaimableScopes {
    private static final String QUERY = """
            select scope.region, scope.workspace_id
            from unnest({0}::text[], {1}::text[]) as scope (region, workspace_id)
            where case when scope.workspace_id is null
                then exists (select from job where status = 'PENDING' and visibility = 'PUBLIC'
                    and region = scope.region and run_at <= vox_now())
                else exists (select from job where status = 'PENDING' and workspace_id = scope.workspace_id
                    and region = scope.region and run_at <= vox_now())
                end
            """;

    private final DSLContext database;

    ClaimableScopes(DSLContext database) {
        this.database = database;
    }

    List<Scope> among(List<Scope> scopes) {
        return database.resultQuery(
                        QUERY,
                        DSL.val(scopes.stream().map(Scope::region).toArray(String[]::new)),
                        DSL.val(scopes.stream().map(Scope::workspaceId).toArray(String[]::new)))
                .fetch(row -> new Scope(row.get(0, String.class), row.get(1, String.class)));
    }
}
