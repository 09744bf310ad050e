package io.vox.server.evaluation.provider;

/**
 * A provider in few words, as it is shown with what is evaluated.
 *
 * @param calibration whether it is the built-in agent with known delays
 */
public record ProviderReference(ProviderId id, String name, ProviderSku sku, boolean calibration) {}
