package io.vox.agent.scenario;

import org.jspecify.annotations.Nullable;

/** What one file holds: an application, a scenario, or both. */
public record ScenarioDocument(
        @Nullable Application application, @Nullable Scenario scenario) {
    public ScenarioDocument {
        if (application == null && scenario == null) {
            throw new IllegalArgumentException("neither an application nor a scenario");
        }
    }
}
