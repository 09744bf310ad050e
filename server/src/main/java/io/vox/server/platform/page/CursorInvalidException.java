package io.vox.server.platform.page;

import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.problem.VoxException;

/** The cursor was not answered by this list with these filters. */
public final class CursorInvalidException extends VoxException {
    public CursorInvalidException() {
        super(ProblemCode.CURSOR_INVALID, "The cursor is not of this list with these filters; begin without one.");
    }
}
