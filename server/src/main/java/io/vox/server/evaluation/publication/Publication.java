package io.vox.server.evaluation.publication;

import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.ProblemCode;

/**
 * Who sees an item, and what it counts for.
 *
 * @param mainline whether it is part of the curated public benchmark; then it is public
 */
public record Publication(Visibility visibility, boolean mainline) {
    public Publication {
        if (mainline && visibility != Visibility.PUBLIC) {
            throw new IllegalArgumentException("what is mainline is public");
        }
    }

    /** Returns the one of a new item. */
    public static Publication of(Visibility visibility) {
        return new Publication(visibility, false);
    }

    public boolean isPublic() {
        return visibility == Visibility.PUBLIC;
    }

    /**
     * Returns it for others to see, or not.
     *
     * @throws ConflictException if what is mainline would become private (RES-38)
     */
    public Publication with(Visibility other) {
        if (mainline && other == Visibility.PRIVATE) {
            throw new ConflictException(
                    ProblemCode.MAINLINE_NEEDS_PUBLIC, "Take it out of mainline first; what is mainline is public.");
        }
        return new Publication(other, mainline);
    }

    /**
     * Returns it in the benchmark, or not.
     *
     * @throws ConflictException if what is private would become mainline (RES-38)
     */
    public Publication withMainline(boolean other) {
        if (other && !isPublic()) {
            throw new ConflictException(
                    ProblemCode.MAINLINE_NEEDS_PUBLIC, "Make it public first; what is mainline is public.");
        }
        return new Publication(visibility, other);
    }

    /** Returns it for a new version, which is mainline only if somebody saved it who may decide that. */
    public Publication afterChange(boolean byCurator) {
        return new Publication(visibility, mainline && byCurator);
    }
}
