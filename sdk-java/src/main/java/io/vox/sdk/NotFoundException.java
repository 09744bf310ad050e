package io.vox.sdk;

import java.io.Serial;

/** There is no such thing, or it belongs to somebody else (404). */
public final class NotFoundException extends ProblemException {
    @Serial
    private static final long serialVersionUID = 1;

    NotFoundException(ProblemAnswer answer) {
        super(answer);
    }
}
