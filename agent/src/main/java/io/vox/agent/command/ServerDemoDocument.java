package io.vox.agent.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.vox.agent.demo.DemoResult;
import io.vox.agent.run.ResultDocument;
import io.vox.sdk.api.ApiClient;
import org.jspecify.annotations.Nullable;

/**
 * What the demonstration with a server shows as JSON: the document of the one without, and what the server knows of it.
 *
 * @param measured null = the job failed before anything was
 * @param leaderboard as the API has it
 */
record ServerDemoDocument(@JsonUnwrapped @Nullable DemoDocument measured, Run run, Job job, JsonNode leaderboard) {

    /** The run. */
    record Run(String id) {}

    /** Its one job. */
    record Job(String id, String status) {}

    static ServerDemoDocument of(DemoResult demo) {
        ResultDocument result = demo.result();
        io.vox.sdk.model.Job job = demo.job();
        return new ServerDemoDocument(
                result == null ? null : DemoDocument.of(result),
                new Run(job.getRunId()),
                new Job(job.getId(), job.getStatus().getValue()),
                ApiClient.createDefaultObjectMapper().valueToTree(demo.leaderboard()));
    }
}
