package io.vox.sdk;

import java.io.Serial;

/** The caller may not do that (403). */
public final class ForbiddenException extends ProblemException {
    @Serial
    private static final long serialVersionUID = 1;

    ForbiddenException(ProblemAnswer answer) {
        super(answer);
    }
}
