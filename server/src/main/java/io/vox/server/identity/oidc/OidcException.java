package io.vox.server.identity.oidc;

import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.problem.VoxException;

/** Signing in elsewhere did not work; why is for the log, since the person can do nothing but try again. */
final class OidcException extends VoxException {
    private static final String PUBLIC = "Signing in there did not work; try again, or use another way.";

    OidcException(String reason) {
        super(ProblemCode.OAUTH_FAILED, PUBLIC, new IllegalStateException(reason));
    }

    OidcException(String reason, Throwable cause) {
        super(ProblemCode.OAUTH_FAILED, PUBLIC, new IllegalStateException(reason, cause));
    }
}
