package io.vox.server.evaluation.result;

import io.vox.server.evaluation.provider.ProviderReference;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job found.
 *
 * @param provider as it was called when the job was made
 * @param mainline whether it counts in public figures
 * @param host JSON object as the contract has it; {@code calibration} likewise, null = none was made
 * @param metrics JSON list as the contract has it
 * @param measuredAt when the first conversation began, by the eval agent's clock
 */
record Result(
        ResultId id,
        String jobId,
        String runId,
        int attempt,
        ProviderReference provider,
        String region,
        String workflowId,
        String workflowVersionId,
        String evalSetId,
        String evalSetVersionId,
        String visibility,
        boolean mainline,
        String evalAgentId,
        String toolVersion,
        String methodVersion,
        String host,
        @Nullable String calibration,
        Conversations conversations,
        String metrics,
        List<String> verdicts,
        Instant measuredAt,
        Instant createdAt) {
    Result {
        verdicts = List.copyOf(verdicts);
    }

    /** What became of the conversations. */
    record Conversations(int held, int counted, int agentFaults, int harnessFaults, int unavailable, int canceled) {}
}
