package io.vox.agent.demo;

import io.vox.agent.run.ResultDocument;
import io.vox.sdk.model.Job;
import io.vox.sdk.model.LeaderboardRow;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a demonstration came to.
 *
 * @param job as it ended
 * @param result as the eval agent uploaded it, with the truth; null = the job failed before there was one
 * @param report null as above
 * @param leaderboard by response latency, worldwide, with this result in it if the job was completed
 */
public record DemoResult(
        Job job, @Nullable ResultDocument result, @Nullable Path report, List<LeaderboardRow> leaderboard) {
    public DemoResult {
        leaderboard = List.copyOf(leaderboard);
    }
}
