package io.vox.sdk;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A call that did not succeed. The message is one line for people. */
public abstract class VoxException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    VoxException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether the same call may succeed later without a change. */
    public abstract boolean isTransient();
}
