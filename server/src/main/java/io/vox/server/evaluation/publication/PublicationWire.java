package io.vox.server.evaluation.publication;

import org.jspecify.annotations.Nullable;

/** Visibility as the contract shows it. */
public final class PublicationWire {
    private PublicationWire() {}

    public static io.vox.api.model.Visibility of(Visibility visibility) {
        return io.vox.api.model.Visibility.valueOf(visibility.name());
    }

    /** Reads what was asked for; public unless something was. */
    public static Visibility read(io.vox.api.model.@Nullable Visibility visibility) {
        return visibility == null ? Visibility.PUBLIC : Visibility.valueOf(visibility.name());
    }
}
