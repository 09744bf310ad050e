package io.vox.sdk;

import java.io.Serial;

/** What the {@code ifNoneMatch} of the call stands for is still right (304), so that there is no body. */
public final class NotModifiedException extends VoxException {
    @Serial
    private static final long serialVersionUID = 1;

    NotModifiedException() {
        super("Nothing has changed since.", null);
    }

    @Override
    public boolean isTransient() {
        return false;
    }
}
