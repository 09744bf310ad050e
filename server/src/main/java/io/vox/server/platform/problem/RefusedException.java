package io.vox.server.platform.problem;

import org.jspecify.annotations.Nullable;

/** What the framework refused before any of our code was asked, said in our words. */
final class RefusedException extends VoxException {
    private final @Nullable Long limit;

    RefusedException(ProblemCode code, String publicDetail) {
        super(code, publicDetail);
        this.limit = null;
    }

    private RefusedException(ProblemCode code, String publicDetail, long limit) {
        super(code, publicDetail);
        this.limit = limit;
    }

    /** The framework does not tell a head that is too large from a body. */
    static RefusedException tooLarge(long mostBytes) {
        return new RefusedException(
                ProblemCode.PAYLOAD_TOO_LARGE,
                "The body is larger than " + mostBytes + " bytes, or the head than is accepted.",
                mostBytes);
    }

    @Override
    public @Nullable Long limit() {
        return limit;
    }
}
