package io.vox.agent.fault;

import java.util.Locale;

/** Every way a run can end early, with its kind and exit code. The names are part of {@code result.json}. */
public enum FaultCode {
    BAD_ARGUMENT(FaultKind.USAGE, ExitCode.USAGE),
    BAD_SCENARIO(FaultKind.USAGE, ExitCode.USAGE),
    BAD_RECORDING(FaultKind.USAGE, ExitCode.USAGE),
    ADDRESS_REFUSED(FaultKind.USAGE, ExitCode.USAGE),
    JOB_TIMEOUT(FaultKind.USAGE, ExitCode.TIMEOUT),
    TARGET_UNREACHABLE(FaultKind.TARGET_UNAVAILABLE, ExitCode.TARGET_UNAVAILABLE),
    TARGET_ERROR(FaultKind.TARGET_UNAVAILABLE, ExitCode.TARGET_UNAVAILABLE),
    NO_MICROPHONE_REQUEST(FaultKind.TARGET_UNAVAILABLE, ExitCode.TARGET_UNAVAILABLE),
    NO_AGENT_AUDIO(FaultKind.AGENT_FAULT, ExitCode.FAILED),
    PAGE_RELOADED(FaultKind.AGENT_FAULT, ExitCode.FAILED),
    PAGE_CRASHED(FaultKind.AGENT_FAULT, ExitCode.FAILED),
    STEP_FAILED(FaultKind.AGENT_FAULT, ExitCode.FAILED),
    STEP_TIMEOUT(FaultKind.AGENT_FAULT, ExitCode.TIMEOUT),
    CONVERSATION_TIMEOUT(FaultKind.AGENT_FAULT, ExitCode.TIMEOUT),
    NO_BROWSER(FaultKind.HARNESS_FAULT, ExitCode.HARNESS_FAULT),
    BROWSER_DIED(FaultKind.HARNESS_FAULT, ExitCode.HARNESS_FAULT),
    BROWSER_MEMORY(FaultKind.HARNESS_FAULT, ExitCode.HARNESS_FAULT),
    RECORDING_BROKEN(FaultKind.HARNESS_FAULT, ExitCode.HARNESS_FAULT),
    DISK(FaultKind.HARNESS_FAULT, ExitCode.HARNESS_FAULT),
    HOST_BUSY(FaultKind.HARNESS_FAULT, ExitCode.HARNESS_FAULT),
    SELF_TEST_FAILED(FaultKind.HARNESS_FAULT, ExitCode.HARNESS_FAULT),
    NO_SPEECH_SYNTHESIS(FaultKind.HARNESS_FAULT, ExitCode.HARNESS_FAULT),
    INTERNAL(FaultKind.HARNESS_FAULT, ExitCode.HARNESS_FAULT),
    CANCELED(FaultKind.CANCELED, ExitCode.CANCELED);

    private final FaultKind kind;
    private final ExitCode exitCode;

    FaultCode(FaultKind kind, ExitCode exitCode) {
        this.kind = kind;
        this.exitCode = exitCode;
    }

    public FaultKind kind() {
        return kind;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** Whether it is a fault of ours that makes a conversation worthless, and holding it again may help. */
    public boolean worthRepeating() {
        return switch (this) {
            case BROWSER_DIED, BROWSER_MEMORY, RECORDING_BROKEN -> true;
            default -> false;
        };
    }

    /** The name used in documents, such as {@code no_agent_audio}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
