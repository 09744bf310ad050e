package io.vox.server.platform.problem;

/** Not allowed, told only to those who may know that the thing exists. */
public class ForbiddenException extends VoxException {
    public ForbiddenException(String publicDetail) {
        this(ProblemCode.FORBIDDEN, publicDetail);
    }

    public ForbiddenException(ProblemCode code, String publicDetail) {
        super(code, publicDetail);
    }
}
