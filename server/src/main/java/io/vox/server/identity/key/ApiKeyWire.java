package io.vox.server.identity.key;

import io.vox.api.model.ApiKeyList;
import io.vox.api.model.ApiKeyPatch;
import io.vox.api.model.ApiKeyRotation;
import io.vox.api.model.ApiKeyScope;
import io.vox.api.model.ApiKeyUsage;
import io.vox.api.model.CreatedApiKey;
import io.vox.api.model.DailyUsage;
import io.vox.api.model.NewApiKey;
import io.vox.server.platform.access.Scope;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.problem.InvalidRequestException;
import io.vox.server.platform.web.StorableTime;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** API keys as the contract shows them. */
final class ApiKeyWire {
    private static final Set<Scope> USUAL = Set.of(Scope.READ, Scope.RUN);

    private ApiKeyWire() {}

    static io.vox.api.model.ApiKey of(ApiKey key) {
        return new io.vox.api.model.ApiKey(
                key.id(),
                key.name(),
                key.prefix(),
                key.scopes().stream()
                        .sorted()
                        .map(scope -> ApiKeyScope.valueOf(scope.name()))
                        .toList(),
                key.usageCount(),
                key.createdBy().value(),
                key.createdAt().atOffset(ZoneOffset.UTC),
                time(key.expiresAt()),
                time(key.lastUsedAt()),
                time(key.rotatedAt()),
                time(key.revokedAt()));
    }

    static CreatedApiKey of(ApiKeyService.Created created) {
        return new CreatedApiKey(of(created.key()), created.secret().value());
    }

    static ApiKeyList of(Page<ApiKey> page) {
        return new ApiKeyList(page.map(ApiKeyWire::of).data(), page.nextCursor());
    }

    static ApiKeyUsage of(ApiKeyService.Usage usage) {
        return new ApiKeyUsage(
                usage.key().id(),
                usage.key().usageCount(),
                usage.days().stream()
                        .map(day -> new DailyUsage(day.day().toString(), day.requests()))
                        .toList());
    }

    static ApiKeyService.NewApiKey newKey(NewApiKey request) {
        return new ApiKeyService.NewApiKey(
                request.getName(),
                request.getScopes() == null
                        ? USUAL
                        : request.getScopes().stream()
                                .map(scope -> Scope.valueOf(scope.name()))
                                .collect(Collectors.toSet()),
                StorableTime.read("/expiresAt", request.getExpiresAt()));
    }

    /** Returns the new name. */
    static String name(ApiKeyPatch patch) {
        if (patch.getName() == null) {
            throw new InvalidRequestException("", "has nothing to change");
        }
        return patch.getName();
    }

    static Duration overlap(ApiKeyRotation request) {
        return Duration.ofSeconds(request.getOverlapSeconds());
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
