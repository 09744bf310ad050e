package io.vox.server.identity.session;

import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.problem.UnauthenticatedException;

/** The session cannot be renewed by this token. */
final class RefreshTokenInvalidException extends UnauthenticatedException {
    RefreshTokenInvalidException() {
        super(ProblemCode.REFRESH_TOKEN_INVALID, "The session has ended; log in again.");
    }
}
