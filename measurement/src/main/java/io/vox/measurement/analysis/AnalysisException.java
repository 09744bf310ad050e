package io.vox.measurement.analysis;

/** Says in one line, meant for a user, why a readable recording cannot be analysed. */
public final class AnalysisException extends RuntimeException {
    /** Why. */
    public enum Code {
        EMPTY_RECORDING,
        MONO_RECORDING,
        SILENT_CALLER,
        SILENT_AGENT,
        UNSUITABLE_RATE
    }

    private final Code code;

    public AnalysisException(Code code, String message) {
        super(message);
        this.code = code;
    }

    /** Why the recording cannot be analysed. */
    public Code code() {
        return code;
    }
}
