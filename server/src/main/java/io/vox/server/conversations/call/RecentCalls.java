package io.vox.server.conversations.call;

import io.vox.measurement.analysis.Turn;
import io.vox.measurement.timeline.Condition;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The conversations of jobs that this server recorded a moment ago, so that who folds them into boards need not read them
 * back. Recorded conversations never change. Each is handed out once; the oldest go when there are too many. Thread-safe.
 */
@Singleton
public final class RecentCalls {
    /** About 150 bytes each. */
    private static final int MOST_TURNS = 100_000;

    private final Map<String, List<CallSample>> jobs = new LinkedHashMap<>();
    private int turns;

    /** Remembers what was recorded of an attempt of a job, which must be committed. */
    public void put(String jobId, int attempt, List<RecordedCall> calls) {
        List<CallSample> clean = calls.stream()
                .filter(recorded -> isClean(recorded.call().condition()))
                .map(recorded -> sample(jobId, attempt, recorded))
                .toList();
        synchronized (this) {
            turns += turns(clean);
            List<CallSample> before = jobs.put(jobId, clean);
            turns -= before == null ? 0 : turns(before);
            Iterator<List<CallSample>> oldest = jobs.values().iterator();
            while (turns > MOST_TURNS) {
                turns -= turns(oldest.next());
                oldest.remove();
            }
        }
    }

    /** Returns the conversations of those jobs that are remembered, as {@link CallQueries#cleanOfJobs}, and forgets them. */
    synchronized Map<String, List<CallSample>> take(Collection<String> jobIds) {
        Map<String, List<CallSample>> taken = new HashMap<>();
        for (String jobId : jobIds) {
            List<CallSample> calls = jobs.remove(jobId);
            if (calls != null) {
                turns -= turns(calls);
                taken.put(jobId, calls);
            }
        }
        return taken;
    }

    private static boolean isClean(Condition condition) {
        return condition.network().equals(Condition.clean().network()) && condition.noiseType() == null;
    }

    private static int turns(List<CallSample> calls) {
        // One more, so that jobs without turns count too.
        return 1 + calls.stream().mapToInt(call -> 1 + call.turns().size()).sum();
    }

    private static CallSample sample(String jobId, int attempt, RecordedCall recorded) {
        ReportedCall call = recorded.call();
        List<Turn> turns = call.turns().stream().map(CallTurn::turn).toList();
        return new CallSample(
                recorded.id(),
                jobId,
                attempt,
                call.counted(),
                call.fault() == null ? null : call.fault().kind(),
                call.methodVersion(),
                call.flags(),
                turns);
    }
}
