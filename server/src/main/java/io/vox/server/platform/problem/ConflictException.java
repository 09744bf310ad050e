package io.vox.server.platform.problem;

import org.jspecify.annotations.Nullable;

/** The state of a thing does not allow what was asked. */
public class ConflictException extends VoxException {
    private final @Nullable String state;

    public ConflictException(ProblemCode code, String publicDetail) {
        super(code, publicDetail);
        this.state = null;
    }

    /**
     * Creates a conflict that names the state.
     *
     * @param state the state in which the thing is, as on the wire
     */
    public ConflictException(ProblemCode code, String publicDetail, String state) {
        super(code, publicDetail);
        this.state = state;
    }

    @Override
    public @Nullable String state() {
        return state;
    }
}
