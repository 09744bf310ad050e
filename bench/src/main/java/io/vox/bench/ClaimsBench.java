package io.vox.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many jobs a server hands out and takes back in a second: 16 eval agents in three regions, over HTTP, on the same
 * machine, with PostgreSQL as durable as it is delivered. At least 5,000 jobs wait at any time; each is handed out with 5 KB
 * of workflow and eval set and completed with three conversations of six turns. Between the jobs that warm the server up and
 * those that are measured it waits until the server has compiled what it learned. In the same run pgbench sends the statements
 * that the server sent. Arguments: measured jobs (default 10,000), jobs to warm up (default 10,000), seconds of pgbench
 * (default 10).
 */
public final class ClaimsBench {
    private static final int AGENTS = 16;
    private static final int REGIONS = 3;
    private static final int WAITING = 5_000;

    /** What pgbench may take at most in a second; more jobs than that wait for it. */
    private static final int PGBENCH_JOBS_PER_SECOND = 6_000;

    private ClaimsBench() {}

    /** Runs the bench; the last line on stdout is made to be read by a program. */
    public static void main(String[] arguments) throws Exception {
        int measured = argument(arguments, 0, 10_000);
        int warmUp = argument(arguments, 1, 10_000);
        int seconds = argument(arguments, 2, 10);
        Pgbench.requireThere();
        try (BenchServer server = new BenchServer();
                Connection database = server.database()) {
            JobSeed seed = JobSeed.make(server, database, REGIONS);
            seed.addJobs(warmUp + WAITING + AGENTS);
            System.out.printf(
                    Locale.ROOT,
                    "%d processors, %d agents in %d regions, %d jobs waiting, %.1f KB handed out, report of %.1f KB%n",
                    Runtime.getRuntime().availableProcessors(),
                    AGENTS,
                    REGIONS,
                    measured + WAITING,
                    seed.handedOutBytes() / 1024.0,
                    ReportTexts.bytes() / 1024.0);
            System.out.println(
                    "phase        jobs  jobs_per_s  claim_p50_ms  claim_p99_ms  complete_p50_ms  complete_p99_ms");
            ClaimLoad load = new ClaimLoad(server.address(), seed.agents(AGENTS));
            print("warm-up", load.run(Math.max(1, warmUp)));
            seed.addJobs(measured);
            server.awaitQuiet();
            ClaimLoad.Outcome outcome = load.run(measured);
            print("measured", outcome);
            analyze(database);
            int doubles = load.claimedTwice() + count(database, CLAIMED_TWICE);
            int lost = load.completed() - count(database, COMPLETED_WHOLE) + count(database, HALF_DONE);
            double bare = pgbench(server, database, seed, load, seconds);
            System.out.printf(
                    Locale.ROOT,
                    "claims jobs_per_s=%.0f claim_p99_ms=%.1f double=%d lost=%d pgbench_ratio=%.2f%n",
                    outcome.jobsPerSecond(),
                    outcome.claimP99Ms(),
                    doubles,
                    lost,
                    outcome.jobsPerSecond() / bare);
        }
    }

    /** More than one attempt, claim or result of a job, although no agent went silent. */
    private static final String CLAIMED_TWICE = """
            select (select count(*) from job where attempt > 1) + (select count(*) from (
                select job_id from job_event where type = 'CLAIMED' group by job_id having count(*) > 1) as claimed)
            """;

    private static final String COMPLETED_WHOLE = """
            select count(*) from job join result on result.job_id = job.id where job.status = 'COMPLETED'
                and %d = (select count(*) from call join turn on turn.call_id = call.id where call.job_id = job.id)
            """.formatted(ReportTexts.TURNS);

    private static final String HALF_DONE =
            "select count(*) from job where status not in ('PENDING', 'COMPLETED') or finished_at is null and exists"
                    + " (select from result where job_id = job.id)";

    private static double pgbench(BenchServer server, Connection database, JobSeed seed, ClaimLoad load, int seconds)
            throws Exception {
        seed.addJobs(PGBENCH_JOBS_PER_SECOND * (seconds + Pgbench.WARM_UP_SECONDS));
        List<StatementLog.Sent> statements = StatementLog.of(server, load::one);
        List<String> scripts = new ArrayList<>();
        for (JobSeed.Region region : seed.regions()) {
            scripts.add(Pgbench.script(statements, load.last(), region));
            seed.addPgbenchAgents(region, AGENTS);
        }
        analyze(database);
        int before = count(database, COMPLETED_WHOLE);
        double perSecond = Pgbench.run(server, scripts, AGENTS, seconds);
        int done = count(database, COMPLETED_WHOLE) - before;
        System.out.printf(
                Locale.ROOT,
                "pgbench  %8d %11.0f   (%d statements for a job, as the server sent them)%n",
                done,
                perSecond,
                statements.size());
        if (done < perSecond * seconds * 0.9) {
            throw new IOException("pgbench did not complete the jobs that it counted: " + done);
        }
        return perSecond;
    }

    /** So that the counts below are not planned for empty tables. */
    private static void analyze(Connection database) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("analyze");
        }
    }

    private static void print(String phase, ClaimLoad.Outcome outcome) {
        System.out.printf(
                Locale.ROOT,
                "%-8s %8d %11.0f %13.1f %13.1f %16.1f %16.1f%n",
                phase,
                outcome.jobs(),
                outcome.jobsPerSecond(),
                outcome.claimP50Ms(),
                outcome.claimP99Ms(),
                outcome.completeP50Ms(),
                outcome.completeP99Ms());
    }

    private static int count(Connection database, String query) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }
}
