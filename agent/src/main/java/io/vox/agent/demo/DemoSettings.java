package io.vox.agent.demo;

import io.vox.agent.job.JobHarness;
import io.vox.agent.phantom.PhantomProgram;
import io.vox.agent.scenario.Scenario;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a demonstration is told at its start.
 *
 * @param root the folder with the launcher, by which the server is started
 * @param home where server and eval agent keep what they keep
 * @param environment that the server inherits
 * @param port of the server, null = the usual one, or any where that is taken
 * @param out the folder for the result and the report, null = a new one among the runs
 * @param program what the phantom does
 * @param scenario of the conversations
 * @param conversations how many are held
 * @param harness what is measured with
 */
public record DemoSettings(
        Path root,
        Path home,
        Map<String, String> environment,
        @Nullable Integer port,
        @Nullable Path out,
        PhantomProgram program,
        Scenario scenario,
        int conversations,
        JobHarness harness) {}
