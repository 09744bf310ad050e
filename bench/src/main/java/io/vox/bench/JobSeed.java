package io.vox.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A workflow and an eval set of 5 KB together, agents to claim and jobs to be claimed, in a server that was just set up. */
final class JobSeed {
    private static final String ID = "01kaj3qd6v0m5r8y2b4n7c9e1f";
    private static final int STEPS_BYTES = 2_000;
    private static final int SCENARIO_BYTES = 3_000;

    private static final String ADD_JOBS = """
            insert into job (id, workspace_id, run_id, position, workflow_id, workflow_version_id, eval_set_id,
                eval_set_version_id, provider_id, provider_name, provider_sku, provider_calibration, region, visibility,
                mainline, creator_role, created_by, last_event_seq)
            select 'job_' || lpad(n::text, 26, '0'), w.workspace_id, 'run_%1$s', n, w.id, 'wfv_%1$s', 'evs_%1$s',
                'esv_%1$s', p.id, p.name, p.sku, p.calibration, (?::text[])[1 + n %% ?], 'PUBLIC', true, 'PRINCIPAL',
                w.created_by, 1
            from generate_series(?::int, ?::int) n, workflow w, (select * from provider order by id limit 1) p
            where w.id = 'wfl_%1$s'
            """.formatted(ID);

    private static final String ADD_EVENTS = """
            insert into job_event (job_id, seq, type, attempt, message)
            select 'job_' || lpad(n::text, 26, '0'), 1, 'CREATED', 1, 'Waits for an eval agent'
            from generate_series(?::int, ?::int) n
            """;

    private final BenchServer server;
    private final Connection database;
    private final List<Region> regions;
    private int jobs;

    private JobSeed(BenchServer server, Connection database, List<Region> regions) {
        this.server = server;
        this.database = database;
        this.regions = regions;
    }

    /**
     * A region with a token of the public fleet.
     *
     * @param token secret
     */
    record Region(String slug, String token, String tokenId) {}

    /** An eval agent that is registered. */
    record Agent(Region region, String session) {}

    static JobSeed make(BenchServer server, Connection database, int regionCount)
            throws IOException, InterruptedException, SQLException {
        ObjectMapper json = new ObjectMapper();
        String admin = server.setUp().admin();
        List<Region> regions = new ArrayList<>();
        for (String slug : texts(database, "select slug from region where active order by slug limit " + regionCount)) {
            JsonNode made = server.call(
                    "POST",
                    "/eval-agent-tokens",
                    admin,
                    json.createObjectNode()
                            .put("name", "Bench")
                            .put("region", slug)
                            .put("fleet", "PUBLIC"));
            regions.add(new Region(
                    slug, made.get("secret").asText(), made.at("/token/id").asText()));
        }
        addWork(database, json);
        return new JobSeed(server, database, regions);
    }

    List<Region> regions() {
        return regions;
    }

    /** Returns how many bytes of steps and scenarios are handed out with a job. */
    int handedOutBytes() {
        return STEPS_BYTES + SCENARIO_BYTES;
    }

    /** Registers agents, in one region after the other. */
    List<Agent> agents(int count) throws IOException, InterruptedException {
        ObjectMapper json = new ObjectMapper();
        List<Agent> agents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Region region = regions.get(i % regions.size());
            ObjectNode body = json.createObjectNode().put("name", "bench-" + i).put("version", "0.1.0");
            body.putObject("host").put("os", "Linux").put("cores", 2).putNull("browser");
            JsonNode session = server.call("POST", "/eval-agents/register", region.token(), body);
            agents.add(new Agent(region, session.get("session").asText()));
        }
        return agents;
    }

    /** Adds agents with sessions that a script of pgbench can name: {@code SLUG-} and the number of its client. */
    void addPgbenchAgents(Region region, int count) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement("""
                insert into eval_agent (id, workspace_id, token_id, name, region, fleet, session_hash, version, host)
                select 'eva_0' || substr(md5(t.region || n), 1, 25), t.workspace_id, t.id, 'pgbench ' || n, t.region,
                    t.fleet, sha256((t.region || '-' || n)::bytea), '0.1.0', '{}'
                from eval_agent_token t, generate_series(0, ? - 1) n where t.id = ?
                """)) {
            statement.setInt(1, count);
            statement.setString(2, region.tokenId());
            statement.executeUpdate();
        }
    }

    /** Adds jobs that wait, as many in each region as agents claim there. */
    void addJobs(int count) throws SQLException {
        database.setAutoCommit(false);
        try (PreparedStatement statement = database.prepareStatement(ADD_JOBS);
                PreparedStatement events = database.prepareStatement(ADD_EVENTS)) {
            statement.setArray(
                    1,
                    database.createArrayOf(
                            "text", regions.stream().map(Region::slug).toArray()));
            statement.setInt(2, regions.size());
            statement.setInt(3, jobs + 1);
            statement.setInt(4, jobs + count);
            statement.executeUpdate();
            events.setInt(1, jobs + 1);
            events.setInt(2, jobs + count);
            events.executeUpdate();
        }
        database.commit();
        database.setAutoCommit(true);
        jobs += count;
        try (Statement statement = database.createStatement()) {
            // Not of tables that are empty: PostgreSQL would plan for them to stay so.
            statement.execute("vacuum analyze job, job_event");
        }
    }

    private static void addWork(Connection database, ObjectMapper json) throws SQLException, IOException {
        String steps =
                "- action: click\n  selector: \"#call\"\n".repeat(STEPS_BYTES).substring(0, STEPS_BYTES);
        ObjectNode scenario = json.createObjectNode().put("name", "opening hours");
        scenario.put("stepsYaml", "");
        int rest = SCENARIO_BYTES - (scenario.toString().length() + 2);
        scenario.put(
                "stepsYaml", "- action: speak, corpus: q_hours; ".repeat(rest).substring(0, rest));
        String scenarios = json.createArrayNode().add(scenario).toString();
        if (scenarios.getBytes(StandardCharsets.UTF_8).length != SCENARIO_BYTES) {
            throw new IOException("scenarios of another size: " + scenarios.length());
        }
        String whose =
                " from project p join workspace w on w.id = p.workspace_id where p.is_default order by p.id limit 1";
        for (String insert : List.of(
                "insert into workflow (id, workspace_id, project_id, name, created_by) select 'wfl_%s', w.id, p.id, 'Bench',"
                        + " w.personal_user_id" + whose,
                "insert into eval_set (id, workspace_id, name, created_by) select 'evs_%s', w.id, 'Bench', w.personal_user_id"
                        + whose,
                "insert into run (id, workspace_id, created_by) select 'run_%s', w.id, w.personal_user_id" + whose)) {
            execute(database, insert.formatted(ID));
        }
        execute(database, """
                insert into workflow_version (id, workspace_id, workflow_id, number, provider_id, target_kind, target_url,
                    steps_yaml, created_by)
                select 'wfv_%1$s', workspace_id, id, 1, (select min(id) from provider), 'URL', 'https://shop.example/talk', ?,
                    created_by from workflow where id = 'wfl_%1$s'
                """.formatted(ID), steps);
        execute(database, """
                insert into eval_set_version (id, workspace_id, eval_set_id, number, repeats, scenarios, created_by)
                select 'esv_%1$s', workspace_id, id, 1, 3, ?::jsonb, created_by from eval_set where id = 'evs_%1$s'
                """.formatted(ID), scenarios);
    }

    private static void execute(Connection database, String text, String... parameters) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(text)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    private static List<String> texts(Connection database, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
