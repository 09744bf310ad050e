package io.vox.sdk;

import java.io.Serial;

/** Credentials are missing, wrong or expired (401). */
public final class UnauthenticatedException extends ProblemException {
    @Serial
    private static final long serialVersionUID = 1;

    UnauthenticatedException(ProblemAnswer answer) {
        super(answer);
    }
}
