package io.vox.server.evaluation.artifact;

import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.problem.VoxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The bytes of a file cannot be taken as they came. */
final class TransferException extends VoxException {
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private TransferException(ProblemCode code, String publicDetail) {
        super(code, publicDetail);
    }

    @Override
    public @Nullable Duration retryAfter() {
        return code() == ProblemCode.STORAGE_FULL ? RETRY_AFTER : null;
    }

    static TransferException full() {
        return new TransferException(
                ProblemCode.STORAGE_FULL, "There is no room for the file; make some, and try again.");
    }

    static TransferException tooLarge() {
        return new TransferException(
                ProblemCode.PAYLOAD_TOO_LARGE, "More bytes than a request may carry, or than the file was to have.");
    }

    static TransferException otherChecksum(String publicDetail) {
        return new TransferException(ProblemCode.CHECKSUM_MISMATCH, publicDetail);
    }

    /** Nobody reads this answer, unless the body was shorter than announced. */
    static TransferException cutOff() {
        return new TransferException(
                ProblemCode.VALIDATION_FAILED, "The body ended early; what came is kept, so go on from there.");
    }
}
