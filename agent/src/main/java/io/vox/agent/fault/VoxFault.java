package io.vox.agent.fault;

import org.jspecify.annotations.Nullable;

/** Ends a run early with a code and one line that a person can act on. */
public final class VoxFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FaultCode code;
    private final String line;

    public VoxFault(FaultCode code, String line) {
        this(code, line, null);
    }

    public VoxFault(FaultCode code, String line, @Nullable Throwable cause) {
        super(line, cause);
        this.code = code;
        this.line = line;
    }

    public FaultCode code() {
        return code;
    }

    /** What happened and what to do, in one line. */
    public String line() {
        return line;
    }
}
