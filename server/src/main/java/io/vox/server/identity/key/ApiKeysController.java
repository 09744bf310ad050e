package io.vox.server.identity.key;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.ApiKeysApi;
import io.vox.api.model.ApiKeyList;
import io.vox.api.model.ApiKeyPatch;
import io.vox.api.model.ApiKeyRotation;
import io.vox.api.model.ApiKeyUsage;
import io.vox.api.model.CreatedApiKey;
import io.vox.api.model.NewApiKey;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.idempotency.Idempotent;
import io.vox.server.platform.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** The edge of API keys. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class ApiKeysController implements ApiKeysApi {
    private final CurrentPrincipal principals;
    private final ApiKeyService keys;

    ApiKeysController(CurrentPrincipal principals, ApiKeyService keys) {
        this.principals = principals;
        this.keys = keys;
    }

    @Override
    @Idempotent(secret = true)
    public HttpResponse<CreatedApiKey> createApiKey(NewApiKey request, @Nullable String idempotencyKey) {
        return HttpResponse.created(ApiKeyWire.of(keys.create(principals.user(), ApiKeyWire.newKey(request))));
    }

    @Override
    public io.vox.api.model.ApiKey getApiKey(String keyId) {
        return ApiKeyWire.of(keys.get(principals.user(), keyId));
    }

    @Override
    public ApiKeyUsage getApiKeyUsage(String keyId) {
        return ApiKeyWire.of(keys.usage(principals.user(), keyId));
    }

    @Override
    public ApiKeyList listApiKeys(@Nullable Integer limit, @Nullable String cursor) {
        return ApiKeyWire.of(keys.list(
                principals.user(),
                PageRequest.of(limit, cursor, "api-keys", principals.user().workspaceId())));
    }

    @Override
    public HttpResponse<Void> revokeApiKey(String keyId) {
        keys.revoke(principals.user(), keyId);
        return HttpResponse.noContent();
    }

    @Override
    public CreatedApiKey rotateApiKey(String keyId, ApiKeyRotation request) {
        return ApiKeyWire.of(keys.rotate(principals.user(), keyId, ApiKeyWire.overlap(request)));
    }

    @Override
    public io.vox.api.model.ApiKey updateApiKey(String keyId, ApiKeyPatch request) {
        return ApiKeyWire.of(keys.rename(principals.user(), keyId, ApiKeyWire.name(request)));
    }
}
