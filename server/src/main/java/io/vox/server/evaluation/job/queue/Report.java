package io.vox.server.evaluation.job.queue;

import io.vox.server.conversations.call.ReportedCall;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an eval agent measured; it does not contradict itself.
 *
 * @param startedAt when the first conversation began, by the eval agent's clock
 * @param toolVersion version of the eval agent
 * @param host where it was measured, a JSON object as the contract has it
 * @param calibration the self-test that the figures rest on, likewise; null = none was made
 * @param calls all that were held, excluded ones among them, all of one method
 */
public record Report(
        Instant startedAt,
        String toolVersion,
        String methodVersion,
        String host,
        @Nullable String calibration,
        List<ReportedCall> calls) {
    public Report {
        calls = List.copyOf(calls);
    }
}
