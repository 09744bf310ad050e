package io.vox.sdk;

import java.io.Serial;

/** The calling thread was interrupted; its interrupt flag is set. The server may have done what was asked. */
public final class CanceledException extends VoxException {
    @Serial
    private static final long serialVersionUID = 1;

    CanceledException(InterruptedException cause) {
        super("The call was interrupted.", cause);
    }

    @Override
    public boolean isTransient() {
        return false;
    }
}
