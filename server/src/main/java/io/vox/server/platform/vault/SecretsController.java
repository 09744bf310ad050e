package io.vox.server.platform.vault;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.SecretsApi;
import io.vox.api.model.Secret;
import io.vox.api.model.SecretList;
import io.vox.api.model.SecretValue;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** The edge of secrets. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class SecretsController implements SecretsApi {
    private final CurrentPrincipal principals;
    private final SecretService secrets;

    SecretsController(CurrentPrincipal principals, SecretService secrets) {
        this.principals = principals;
        this.secrets = secrets;
    }

    @Override
    public HttpResponse<Void> deleteSecret(String secretName) {
        secrets.delete(principals.user(), secretName);
        return HttpResponse.noContent();
    }

    @Override
    public SecretList listSecrets(@Nullable Integer limit, @Nullable String cursor) {
        return SecretWire.of(secrets.list(
                principals.user(),
                PageRequest.of(limit, cursor, "secrets", principals.user().workspaceId())));
    }

    @Override
    public Secret setSecret(String secretName, SecretValue request) {
        return SecretWire.of(secrets.set(principals.user(), secretName, request.getValue()));
    }
}
