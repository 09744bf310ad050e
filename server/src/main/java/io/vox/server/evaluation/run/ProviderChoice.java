package io.vox.server.evaluation.run;

import io.vox.server.evaluation.provider.NewProvider;
import io.vox.server.evaluation.provider.ProviderId;

/** Which provider a workflow is for. */
sealed interface ProviderChoice {
    /** One that there is. */
    record Stored(ProviderId id) implements ProviderChoice {}

    /** One to make. */
    record Inline(NewProvider provider) implements ProviderChoice {}
}
