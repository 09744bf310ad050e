package io.vox.bench;

import io.vox.measurement.analysis.Analyzer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Writes mainline results of the last 30 days as completed jobs leave them, of all providers of the platform in all regions:
 * two conversations of nine turns each.
 */
final class StoredHistory {
    private static final int AT_ONCE = 5_000;

    /** What all results have in common; ids hold a number in digits, which are those of a ULID too. */
    private static final List<String> FRAME = List.of("""
            create or replace function bench_id(prefix text, n bigint) returns text language sql immutable
                as $$ select prefix || '_' || lpad(n::text, 26, '0') $$
            """, """
            create table if not exists bench_owner as
                select w.id as workspace_id, w.personal_user_id as user_id from workspace w limit 1
            """, """
            insert into workflow (id, workspace_id, project_id, name, mainline, created_by)
                select bench_id('wfl', 1), p.workspace_id, p.id, 'History', true, user_id
                from bench_owner join project p using (workspace_id) where p.is_default on conflict do nothing
            """, """
            insert into workflow_version (id, workspace_id, workflow_id, number, provider_id, target_kind, target_url,
                steps_yaml, created_by)
                select bench_id('wfv', 1), workspace_id, bench_id('wfl', 1), 1,
                    (select min(id) from provider), 'URL', 'https://shop.example/talk', '', user_id
                from bench_owner on conflict do nothing
            """, """
            insert into eval_set (id, workspace_id, name, mainline, created_by)
                select bench_id('evs', 1), workspace_id, 'History', true, user_id from bench_owner on conflict do nothing
            """, """
            insert into eval_set_version (id, workspace_id, eval_set_id, number, repeats, scenarios, created_by)
                select bench_id('esv', 1), workspace_id, bench_id('evs', 1), 1, 2, '[{"name":"hours","stepsYaml":""}]', user_id
                from bench_owner on conflict do nothing
            """, """
            insert into eval_agent_token (id, workspace_id, name, region, fleet, token_hash, prefix, created_by)
                select bench_id('eat', 1), workspace_id, 'History', (select min(slug) from region), 'PUBLIC',
                    sha256('history'), 'vox_eat_hist', user_id
                from bench_owner on conflict do nothing
            """, """
            insert into eval_agent (id, workspace_id, token_id, name, region, fleet, session_hash, version, host)
                select bench_id('eva', 1), workspace_id, bench_id('eat', 1), 'History', (select min(slug) from region),
                    'PUBLIC', sha256('history'), '0.1.0', '{}'
                from bench_owner on conflict do nothing
            """);

    /** Which result is of which provider, region and time. */
    private static final String CHOSEN = """
            with target as (
                select p.id as provider_id, p.name, p.sku, r.slug as region,
                    row_number() over (order by r.slug, p.name) - 1 as number, count(*) over () as count,
                    dense_rank() over (order by p.name) as rank
                from provider p cross join region r where p.workspace_id is null and not p.calibration
            ), chosen as (
                select n, t.*, vox_now() - interval '30 days' * ((? - n)::float8 / ?) as at
                from generate_series(?::bigint, ?::bigint) n join target t on t.number = n % t.count
            )
            """;

    private static final String RUNS = """
            insert into run (id, workspace_id, created_by, created_at)
                select bench_id('run', n), workspace_id, user_id, at from chosen, bench_owner
            """;

    private static final String JOBS = """
            insert into job (id, workspace_id, run_id, position, workflow_id, workflow_version_id, eval_set_id,
                eval_set_version_id, provider_id, provider_name, provider_sku, provider_calibration, region, run_at, status,
                visibility, mainline, creator_role, created_by, created_at, eval_agent_id, eval_agent_fleet, lease_hash,
                started_at, finished_at)
                select bench_id('job', n), workspace_id, bench_id('run', n), 1, bench_id('wfl', 1), bench_id('wfv', 1),
                    bench_id('evs', 1), bench_id('esv', 1), provider_id, name, sku, false, region, at, 'COMPLETED', 'PUBLIC',
                    true, 'PRINCIPAL', user_id, at, bench_id('eva', 1), 'PUBLIC', sha256('lease'), at, at
                from chosen, bench_owner
            """;

    private static final String CALLS = """
            insert into call (id, workspace_id, origin, job_id, attempt, number, scenario, repeat, network, method_version,
                started_at, duration_ms, sample_rate, counted, created_at)
                select bench_id('call', 2 * n + i), workspace_id, 'EVAL', bench_id('job', n), 1, i, 'hours', i, 'clean', ?,
                    at, 90000, 48000, true, at
                from chosen, bench_owner, generate_series(1, 2) i
            """;

    /** Latencies are lognormal around a level of the provider; 2 in 100 questions get no answer. */
    private static final String TURNS = """
            , drawn as (
                select bench_id('call', 2 * n + i) as call_id, t, rank, random() < 0.02 as lost, random_normal() as z
                from chosen, generate_series(1, 2) i, generate_series(1, 9) t
            )
            insert into turn (call_id, index, kind, label, outcome, value_ms, censored, missing_reason, caller_on_frame,
                caller_off_frame)
                select call_id, t,
                    case when t <= 7 then 'RESPONSE' when t = 8 then 'INTERRUPT' else 'BACKCHANNEL' end, 'question',
                    case when t = 9 then 'IGNORED' when t = 8 then 'YIELDED' when lost then 'MISSED' else 'ANSWERED' end,
                    case when t = 9 or (t <= 7 and lost) then null
                        when t = 8 then least(2000, round(350 * exp(0.2 * z))::int)
                        else least(10000, round((600 + 60 * rank) * exp(0.3 * z))::int) end,
                    t <= 7 and lost, case when t <= 7 and lost then 'no_answer' end, t * 400000, t * 400000 + 48000
                from drawn
            """;

    private static final String RESULTS = """
            insert into result (id, workspace_id, job_id, attempt, provider_id, region, workflow_id, eval_set_id,
                eval_agent_id, visibility, mainline, method_version, tool_version, host, held, counted, agent_faults,
                harness_faults, unavailable, canceled, metrics, measured_at, created_at)
                select bench_id('res', n), workspace_id, bench_id('job', n), 1, provider_id, region, bench_id('wfl', 1),
                    bench_id('evs', 1), bench_id('eva', 1), 'PUBLIC', true, ?, '0.1.0', '{}', 2, 2, 0, 0, 0, 0, '[]', at, at
                from chosen, bench_owner
            """;

    private static final String UNFOLDED =
            "insert into unfolded_result (result_id) select bench_id('res', n) from chosen";

    private final Connection database;

    StoredHistory(Connection database) {
        this.database = database;
    }

    /** Writes the results with these numbers, spread over the 30 days. */
    void write(int from, int to) throws SQLException {
        try (Statement statement = database.createStatement()) {
            for (String part : FRAME) {
                statement.execute(part);
            }
        }
        database.setAutoCommit(false);
        for (int first = from; first <= to; first += AT_ONCE) {
            int last = Math.min(to, first + AT_ONCE - 1);
            for (String part : List.of(RUNS, JOBS, CALLS, TURNS, RESULTS, UNFOLDED)) {
                try (PreparedStatement statement = database.prepareStatement(CHOSEN + part)) {
                    statement.setInt(1, to);
                    statement.setDouble(2, to - from + 1.0);
                    statement.setInt(3, first);
                    statement.setInt(4, last);
                    if (statement.getParameterMetaData().getParameterCount() > 4) {
                        statement.setString(5, Analyzer.METHOD_VERSION);
                    }
                    statement.executeUpdate();
                }
            }
            database.commit();
        }
        database.setAutoCommit(true);
        try (Statement statement = database.createStatement()) {
            statement.execute("analyze");
        }
    }
}
