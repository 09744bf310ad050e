package io.vox.sdk;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The server could not be reached, did not answer in time, or the connection broke. It may have done what was asked. */
public final class NetworkException extends VoxException {
    @Serial
    private static final long serialVersionUID = 1;

    NetworkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean isTransient() {
        return true;
    }
}
