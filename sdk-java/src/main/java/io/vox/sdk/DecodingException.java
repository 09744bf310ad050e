package io.vox.sdk;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The answer is not what the contract says: another program at that address, or a server of another time. */
public final class DecodingException extends VoxException {
    @Serial
    private static final long serialVersionUID = 1;

    DecodingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean isTransient() {
        return false;
    }
}
