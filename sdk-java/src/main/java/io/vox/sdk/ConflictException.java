package io.vox.sdk;

import java.io.Serial;

/** The thing is in a state that does not allow it (409), such as {@code lease_lost}. */
public final class ConflictException extends ProblemException {
    @Serial
    private static final long serialVersionUID = 1;

    ConflictException(ProblemAnswer answer) {
        super(answer);
    }
}
