package io.vox.server.platform.problem;

/** Credentials are missing or bad; never "not allowed". */
public class UnauthenticatedException extends VoxException {
    public UnauthenticatedException(String publicDetail) {
        this(ProblemCode.UNAUTHENTICATED, publicDetail);
    }

    public UnauthenticatedException(ProblemCode code, String publicDetail) {
        super(code, publicDetail);
    }
}
