package io.vox.sdk;

import java.io.Serial;

/** The request is malformed (400): see {@link #details()}. */
public final class BadRequestException extends ProblemException {
    @Serial
    private static final long serialVersionUID = 1;

    BadRequestException(ProblemAnswer answer) {
        super(answer);
    }
}
