package io.vox.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vox.measurement.analysis.Analyzer;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The way of a result as an eval agent reports it, from the answer to the report until the public leaderboard shows it. */
final class ResultToBoard {
    private static final String REGION = "eu-west";
    private static final long LOOK_EVERY_MS = 5;
    private static final long LONGEST_SECONDS = 60;

    private final ObjectMapper json = new ObjectMapper();
    private final BenchServer server;
    private final String scout;
    private final String agent;
    private final String session;
    private final String workflowId;
    private final String evalSetId;
    private final String providerId;

    /** Makes what there has to be: a mainline workflow and eval set, and an eval agent of the public fleet. */
    ResultToBoard(BenchServer server, BenchServer.People people) throws IOException, InterruptedException {
        this.server = server;
        this.scout = people.scout();
        providerId =
                server.call("GET", "/providers", scout, null).at("/data/0/id").asText();
        workflowId = made("/workflows", """
                {"name": "Shop", "providerId": "%s", "target": {"kind": "URL", "url": "https://shop.example/talk"},
                 "stepsYaml": "- action: click\\n  selector: \\"#call\\"\\n"}
                """.formatted(providerId));
        evalSetId = made("/eval-sets", """
                {"name": "Opening hours", "scenarios": [{"name": "hours",
                 "stepsYaml": "- action: speak\\n  corpus: q_hours\\n- action: wait_for_silence\\n"}]}
                """);
        JsonNode mainline = json.readTree("{\"mainline\": true}");
        server.call("PUT", "/workflows/" + workflowId + "/mainline", scout, mainline);
        server.call("PUT", "/eval-sets/" + evalSetId + "/mainline", scout, mainline);
        agent = server.call(
                        "POST",
                        "/eval-agent-tokens",
                        people.admin(),
                        json.createObjectNode()
                                .put("name", "Bench")
                                .put("region", REGION)
                                .put("fleet", "PUBLIC"))
                .get("secret")
                .asText();
        session = server.call("POST", "/eval-agents/register", agent, json.readTree("""
                {"name": "bench", "version": "0.1.0", "host": {"os": "Linux", "cores": 2, "browser": null}}
                """))
                .get("session")
                .asText();
    }

    /** Reports results one after the other and returns how long the slowest took to be shown, s. */
    double slowestSeconds(int results) throws IOException, InterruptedException {
        double slowest = 0;
        for (int i = 0; i < results; i++) {
            slowest = Math.max(slowest, seconds());
        }
        return slowest;
    }

    private double seconds() throws IOException, InterruptedException {
        ObjectNode run = json.createObjectNode().put("workflowId", workflowId).put("evalSetId", evalSetId);
        run.putArray("regions").add(REGION);
        server.call("POST", "/runs", scout, run);
        JsonNode claimed = server.call(
                "POST",
                "/eval-agents/claim",
                agent,
                json.createObjectNode().put("session", session).put("waitSeconds", 10));
        int before = held();
        server.call(
                "PUT",
                "/jobs/" + claimed.get("jobId").asText() + "/result",
                agent,
                report(),
                "Vox-Lease",
                claimed.get("lease").asText());
        long reported = System.nanoTime();
        while (held() == before) {
            if (System.nanoTime() - reported > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
                throw new IOException("a result is not on the board after " + LONGEST_SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
        return (System.nanoTime() - reported) / 1e9;
    }

    /** Returns how many conversations the leaderboard shows of the provider. */
    private int held() throws IOException, InterruptedException {
        for (JsonNode row : server.call("GET", "/metrics/leaderboard?window=DAY", null, null)
                .get("data")) {
            if (row.at("/provider/id").asText().equals(providerId)) {
                return row.at("/conversations/held").asInt();
            }
        }
        return 0;
    }

    private String made(String path, String body) throws IOException, InterruptedException {
        return server.call("POST", path, scout, json.readTree(body)).get("id").asText();
    }

    private JsonNode report() throws IOException {
        return json.readTree("""
                {"startedAt": "%1$s", "tool": {"version": "0.1.0", "methodVersion": "%2$s"},
                 "host": {"os": "Linux", "cores": 2, "browser": null}, "calibration": null,
                 "conversations": [{"number": 1, "scenario": "hours", "repeat": 1,
                  "condition": {"network": "clean", "noiseType": null, "snrDb": null}, "methodVersion": "%2$s",
                  "startedAt": "%1$s", "durationMs": 20000, "sampleRate": 48000, "fault": null, "flags": [], "verdicts": [],
                  "checks": [], "steps": [], "notices": [], "network": null,
                  "caller": {"noiseFloorDbfs": -120, "segments": []}, "agent": {"noiseFloorDbfs": -78.5, "segments": []},
                  "turns": [{"index": 1, "kind": "RESPONSE", "label": "q_hours", "outcome": "ANSWERED", "valueMs": 800,
                   "censored": false, "missingReason": null, "callerOnFrame": 48000, "callerOffFrame": 96000,
                   "agentFrame": 134400, "onlineMs": 800, "recoveryMs": null, "hopFrames": 0, "truthMs": null,
                   "programmedMs": null, "flags": [], "tags": []}]}]}
                """.formatted(Instant.now(), Analyzer.METHOD_VERSION));
    }
}
