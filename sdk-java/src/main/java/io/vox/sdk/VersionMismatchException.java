package io.vox.sdk;

import java.io.Serial;

/** The thing was changed since the {@code ifMatch} of the call was answered (412). */
public final class VersionMismatchException extends ProblemException {
    @Serial
    private static final long serialVersionUID = 1;

    VersionMismatchException(ProblemAnswer answer) {
        super(answer);
    }
}
