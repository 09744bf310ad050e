package io.vox.server.evaluation.provider;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.ProvidersApi;
import io.vox.api.model.ProviderList;
import io.vox.api.model.ProviderPatch;
import io.vox.server.platform.access.BearerOptional;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.idempotency.Idempotent;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** The edge of providers. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class ProvidersController implements ProvidersApi {
    private final CurrentPrincipal principals;
    private final ProviderService providers;

    ProvidersController(CurrentPrincipal principals, ProviderService providers) {
        this.principals = principals;
        this.providers = providers;
    }

    @Override
    @Idempotent
    public HttpResponse<io.vox.api.model.Provider> createProvider(
            io.vox.api.model.NewProvider provider, @Nullable String idempotencyKey) {
        Provider made = providers.create(principals.user(), ProviderWire.read(provider));
        return HttpResponse.created(ProviderWire.of(made))
                .header(HttpHeaders.LOCATION, "/api/v1/providers/" + made.id());
    }

    @Override
    @BearerOptional
    public io.vox.api.model.Provider getProvider(String providerId) {
        return ProviderWire.of(providers.get(scope(), new ProviderId(providerId)));
    }

    @Override
    @BearerOptional
    public ProviderList listProviders(
            @Nullable Integer limit, @Nullable String cursor, io.vox.api.model.@Nullable ProviderSku sku) {
        Page<io.vox.api.model.Provider> page = providers
                .list(
                        scope(),
                        sku == null ? null : ProviderSku.valueOf(sku.name()),
                        PageRequest.of(limit, cursor, "providers", sku))
                .map(ProviderWire::of);
        return new ProviderList(page.data(), page.nextCursor());
    }

    @Override
    public io.vox.api.model.Provider updateProvider(String providerId, ProviderPatch patch) {
        return ProviderWire.of(
                providers.update(principals.user(), new ProviderId(providerId), ProviderWire.read(patch)));
    }

    private @Nullable WorkspaceScope scope() {
        return principals.find().map(WorkspaceScope::of).orElse(null);
    }
}
