package io.vox.server.evaluation.provider;

import io.vox.api.model.ProviderScope;
import io.vox.server.platform.problem.InvalidRequestException;
import java.time.ZoneOffset;

/** Providers as the contract shows them. */
public final class ProviderWire {
    private ProviderWire() {}

    /** Returns a provider in few words. */
    public static io.vox.api.model.ProviderReference reference(ProviderReference provider) {
        return new io.vox.api.model.ProviderReference(
                provider.id().value(), provider.name(), sku(provider.sku()), provider.calibration());
    }

    /** Reads what is to be made. */
    public static NewProvider read(io.vox.api.model.NewProvider provider) {
        return new NewProvider(
                provider.getName(),
                ProviderSku.valueOf(provider.getSku().name()),
                provider.getUrl(),
                provider.getScope() == ProviderScope.PLATFORM);
    }

    static io.vox.api.model.Provider of(Provider provider) {
        return new io.vox.api.model.Provider(
                provider.id().value(),
                provider.name(),
                sku(provider.sku()),
                provider.url(),
                provider.workspaceId() == null ? ProviderScope.PLATFORM : ProviderScope.WORKSPACE,
                provider.calibration(),
                provider.createdAt().atOffset(ZoneOffset.UTC));
    }

    static ProviderChange read(io.vox.api.model.ProviderPatch patch) {
        if (patch.getName() == null && patch.getSku() == null && patch.getUrl() == null) {
            throw new InvalidRequestException("", "has nothing to change");
        }
        return new ProviderChange(
                patch.getName(),
                patch.getSku() == null
                        ? null
                        : ProviderSku.valueOf(patch.getSku().name()),
                patch.getUrl());
    }

    private static io.vox.api.model.ProviderSku sku(ProviderSku sku) {
        return io.vox.api.model.ProviderSku.valueOf(sku.name());
    }
}
