package io.vox.sdk;

import java.io.Serial;

/** The request is well-formed and cannot be done (422), such as {@code limit_reached}. */
public final class UnprocessableException extends ProblemException {
    @Serial
    private static final long serialVersionUID = 1;

    UnprocessableException(ProblemAnswer answer) {
        super(answer);
    }
}
