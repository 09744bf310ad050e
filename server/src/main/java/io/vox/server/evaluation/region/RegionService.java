package io.vox.server.evaluation.region;

import static io.vox.server.schema.Tables.REGION;

import io.vox.server.platform.access.Policy;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.NotFoundException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.schema.tables.records.RegionRecord;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import org.jooq.DSLContext;

/** Makes and finds regions. Thread-safe. */
@Singleton
public class RegionService {
    private final DSLContext database;
    private final Policy policy;

    RegionService(DSLContext database, Policy policy) {
        this.database = database;
        this.policy = policy;
    }

    Page<Region> list(PageRequest request) {
        return request.page(
                database.selectFrom(REGION)
                        .where(request.above(REGION.SLUG))
                        .orderBy(REGION.SLUG)
                        .limit(request.rows())
                        .fetch(RegionService::region),
                Region::slug);
    }

    /**
     * Makes a region that takes jobs.
     *
     * @throws ConflictException if there is one with this slug
     */
    Region create(Principal.User user, String slug, String name) {
        policy.requireAdmin(user);
        return database.insertInto(REGION)
                .set(REGION.SLUG, slug)
                .set(REGION.NAME, name)
                .onConflictDoNothing()
                .returning()
                .fetchOptional(RegionService::region)
                .orElseThrow(() -> new ConflictException(
                        ProblemCode.REGION_EXISTS, "There is a region with this slug already; choose another."));
    }

    /**
     * Refuses regions in which no job can be made.
     *
     * @throws NotFoundException if one does not exist
     * @throws ConflictException if one takes no new jobs
     */
    public void requireActive(Collection<String> slugs) {
        Map<String, Boolean> active = database.select(REGION.SLUG, REGION.ACTIVE)
                .from(REGION)
                .where(REGION.SLUG.in(slugs))
                .fetchMap(REGION.SLUG, REGION.ACTIVE);
        if (!active.keySet().containsAll(slugs)) {
            throw new NotFoundException(ProblemCode.REGION_NOT_FOUND, "region");
        }
        active.forEach((slug, takesJobs) -> {
            if (!takesJobs) {
                throw new ConflictException(ProblemCode.REGION_INACTIVE, slug + " takes no new jobs.");
            }
        });
    }

    private static Region region(RegionRecord row) {
        return new Region(row.getSlug(), row.getName(), row.getActive(), row.getCreatedAt());
    }
}
