package io.vox.server.evaluation.provider;

/** What kind of product a provider is. */
public enum ProviderSku {
    /** A conversational AI engine. */
    CONVO_AI,
    /** A real-time communication engine. */
    RTC
}
