package io.vox.server.identity.setup;

import io.vox.server.platform.access.UserId;

/** The installation is being set up. Listeners run within the transaction, and may fail it. */
public record SystemInitialized(UserId adminId) {}
