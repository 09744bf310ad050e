package io.vox.server.platform.problem;

/**
 * There is no such thing, or it is of another workspace: nobody can tell which. The id is left out, since the caller has
 * it and an answer never repeats what was sent.
 */
public class NotFoundException extends VoxException {
    /** Names the kind of thing for people, such as {@code "job"}. */
    public NotFoundException(ProblemCode code, String kind) {
        super(code, "There is no such " + kind + ".");
    }
}
