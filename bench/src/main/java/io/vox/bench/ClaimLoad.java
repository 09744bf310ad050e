package io.vox.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Eval agents that claim a job, complete it at once, and claim the next, each over a connection of its own. */
final class ClaimLoad {
    private static final byte[] JOB_ID = key("jobId");
    private static final byte[] LEASE = key("lease");
    private static final byte[] RESULT_ID = key("resultId");

    private final List<Worker> workers = new ArrayList<>();
    private final Set<String> claimed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger claimedTwice = new AtomicInteger();
    private final AtomicInteger completed = new AtomicInteger();

    ClaimLoad(URI server, List<JobSeed.Agent> agents) throws IOException {
        for (JobSeed.Agent agent : agents) {
            workers.add(new Worker(new HttpConnection(server), agent));
        }
    }

    /** What came of it; times from the first byte that is sent to the last that is received. */
    record Outcome(
            int jobs,
            double jobsPerSecond,
            double claimP50Ms,
            double claimP99Ms,
            double completeP50Ms,
            double completeP99Ms) {}

    /**
     * One job as it went through.
     *
     * @param session of the agent
     */
    record Done(JobSeed.Region region, String session, String jobId, String lease, String resultId) {}

    /** Does so many jobs, by all agents together. */
    Outcome run(int jobs) throws InterruptedException, ExecutionException {
        AtomicInteger left = new AtomicInteger(jobs);
        long begun = System.nanoTime();
        List<Future<Times>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers.size())) {
            for (Worker worker : workers) {
                running.add(threads.submit(() -> {
                    Times times = new Times(jobs);
                    while (left.getAndDecrement() > 0) {
                        worker.doJob(times);
                    }
                    return times;
                }));
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        List<Times> all = new ArrayList<>();
        for (Future<Times> times : running) {
            all.add(times.get());
        }
        long[] claims =
                all.stream().flatMapToLong(times -> times.claims()).sorted().toArray();
        long[] completions = all.stream()
                .flatMapToLong(times -> times.completions())
                .sorted()
                .toArray();
        return new Outcome(
                jobs,
                jobs / seconds,
                percentileMs(claims, 50),
                percentileMs(claims, 99),
                percentileMs(completions, 50),
                percentileMs(completions, 99));
    }

    /** Does one job. */
    void one() throws IOException {
        workers.getFirst().doJob(new Times(1));
    }

    /** Returns the job that {@link #one} did. */
    Done last() {
        return workers.getFirst().last;
    }

    int claimedTwice() {
        return claimedTwice.get();
    }

    /** Returns how many completions were answered as such. */
    int completed() {
        return completed.get();
    }

    /** Nearest rank, ms. */
    private static double percentileMs(long[] sorted, double percent) {
        return sorted[(int) Math.max(0, Math.ceil(sorted.length * percent / 100) - 1)] / 1e6;
    }

    private static byte[] key(String name) {
        return ("\"" + name + "\":\"").getBytes(StandardCharsets.US_ASCII);
    }

    private static final class Times {
        private final long[] claims;
        private final long[] completions;
        private int count;

        Times(int most) {
            claims = new long[most];
            completions = new long[most];
        }

        void add(long claim, long completion) {
            claims[count] = claim;
            completions[count++] = completion;
        }

        java.util.stream.LongStream claims() {
            return Arrays.stream(claims, 0, count);
        }

        java.util.stream.LongStream completions() {
            return Arrays.stream(completions, 0, count);
        }
    }

    private final class Worker {
        private final HttpConnection connection;
        private final JobSeed.Agent agent;
        private final byte[] claim;
        private Done last;

        Worker(HttpConnection connection, JobSeed.Agent agent) {
            this.connection = connection;
            this.agent = agent;
            this.claim = ("{\"session\":\"" + agent.session() + "\",\"waitSeconds\":20}")
                    .getBytes(StandardCharsets.US_ASCII);
            this.last = new Done(agent.region(), agent.session(), "", "", "");
        }

        void doJob(Times times) throws IOException {
            long begun = System.nanoTime();
            connection.send("POST", "/api/v1/eval-agents/claim", agent.region().token(), null, claim);
            long got = System.nanoTime();
            String jobId = connection.text(JOB_ID);
            String lease = connection.text(LEASE);
            if (!claimed.add(jobId)) {
                claimedTwice.incrementAndGet();
            }
            byte[] report = ReportTexts.get(claimed.size());
            long reported = System.nanoTime();
            connection.send(
                    "PUT", "/api/v1/jobs/" + jobId + "/result", agent.region().token(), lease, report);
            times.add(got - begun, System.nanoTime() - reported);
            completed.incrementAndGet();
            last = new Done(agent.region(), agent.session(), jobId, lease, connection.text(RESULT_ID));
        }
    }
}
