package io.vox.sdk;

import java.io.Serial;

/** The request is too large (413). */
public final class PayloadTooLargeException extends ProblemException {
    @Serial
    private static final long serialVersionUID = 1;

    PayloadTooLargeException(ProblemAnswer answer) {
        super(answer);
    }
}
