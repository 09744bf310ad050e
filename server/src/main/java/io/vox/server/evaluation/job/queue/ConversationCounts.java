package io.vox.server.evaluation.job.queue;

import io.vox.server.conversations.call.ReportedCall;
import io.vox.server.evaluation.job.FaultKind;
import java.util.List;

/**
 * What became of the conversations of a report.
 *
 * @param counted those that count in metrics, a fault of the evaluated product among them
 */
record ConversationCounts(int held, int counted, int agentFaults, int harnessFaults, int unavailable, int canceled) {

    static ConversationCounts of(List<ReportedCall> calls) {
        return new ConversationCounts(
                calls.size(),
                (int) calls.stream().filter(ReportedCall::counted).count(),
                count(calls, FaultKind.AGENT_FAULT),
                count(calls, FaultKind.HARNESS_FAULT),
                count(calls, FaultKind.TARGET_UNAVAILABLE),
                count(calls, FaultKind.CANCELED));
    }

    private static int count(List<ReportedCall> calls, FaultKind kind) {
        return (int) calls.stream()
                .filter(call -> call.fault() != null && call.fault().kind().equals(kind.name()))
                .count();
    }

    /** Says it to people, in one line. */
    String inWords() {
        String all = held == 1 ? "1 conversation was held" : held + " conversations were held";
        return counted == held ? all : all + ", of which " + counted + (counted == 1 ? " counts" : " count");
    }
}
