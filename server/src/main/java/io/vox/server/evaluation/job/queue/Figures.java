package io.vox.server.evaluation.job.queue;

import java.util.List;

/**
 * What the server makes of a report.
 *
 * @param metrics JSON list as the contract has it
 * @param verdicts sentences for people
 */
record Figures(ConversationCounts counts, String metrics, List<String> verdicts) {
    Figures {
        verdicts = List.copyOf(verdicts);
    }
}
