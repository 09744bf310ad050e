package io.vox.sdk;

import java.io.Serial;

/** The server or something before it failed (500 and above). */
public final class ServerException extends ProblemException {
    @Serial
    private static final long serialVersionUID = 1;

    ServerException(ProblemAnswer answer) {
        super(answer);
    }
}
