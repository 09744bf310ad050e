package io.vox.server.evaluation.region;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.RegionsApi;
import io.vox.api.model.NewRegion;
import io.vox.api.model.RegionList;
import io.vox.server.platform.access.Anonymous;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.idempotency.Idempotent;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The edge of regions. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class RegionsController implements RegionsApi {
    private final CurrentPrincipal principals;
    private final RegionService regions;

    RegionsController(CurrentPrincipal principals, RegionService regions) {
        this.principals = principals;
        this.regions = regions;
    }

    @Override
    @Idempotent
    public HttpResponse<io.vox.api.model.Region> createRegion(NewRegion region, @Nullable String idempotencyKey) {
        Region made = regions.create(principals.user(), region.getSlug(), region.getName());
        return HttpResponse.created(wire(made)).header(HttpHeaders.LOCATION, "/api/v1/regions/" + made.slug());
    }

    @Override
    @Anonymous
    public RegionList listRegions(@Nullable Integer limit, @Nullable String cursor) {
        Page<io.vox.api.model.Region> page =
                regions.list(PageRequest.of(limit, cursor, "regions")).map(RegionsController::wire);
        return new RegionList(page.data(), page.nextCursor());
    }

    private static io.vox.api.model.Region wire(Region region) {
        return new io.vox.api.model.Region(
                region.slug(),
                region.name(),
                region.active(),
                region.createdAt().atOffset(ZoneOffset.UTC));
    }
}
