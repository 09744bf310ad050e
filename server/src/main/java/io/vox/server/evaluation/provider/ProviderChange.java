package io.vox.server.evaluation.provider;

import org.jspecify.annotations.Nullable;

/** What to change of a provider; null = as it is. */
record ProviderChange(
        @Nullable String name,
        @Nullable ProviderSku sku,
        @Nullable String url) {
    Provider applyTo(Provider provider) {
        return new Provider(
                provider.id(),
                provider.workspaceId(),
                name == null ? provider.name() : name,
                sku == null ? provider.sku() : sku,
                url == null ? provider.url() : url,
                provider.calibration(),
                provider.createdAt());
    }
}
