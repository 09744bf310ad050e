package io.vox.server.evaluation.provider;

/**
 * A provider to make.
 *
 * @param url {@code http} or {@code https}
 * @param ofPlatform whether it is to be the platform's, else the caller's workspace's
 */
public record NewProvider(String name, ProviderSku sku, String url, boolean ofPlatform) {}
