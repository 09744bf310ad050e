package io.vox.server.evaluation.evalset;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.SerdeImport;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jooq.JSONB;

/** Scenarios as they stand in a table: a JSON list of {@code {name, stepsYaml}}. Thread-safe. */
@Singleton
@SerdeImport(EvalScenario.class)
final class StoredScenarios {
    private static final Argument<List<EvalScenario>> SCENARIOS = Argument.listOf(EvalScenario.class);

    private final JsonMapper json;

    StoredScenarios(JsonMapper json) {
        this.json = json;
    }

    JSONB write(List<EvalScenario> scenarios) {
        try {
            return JSONB.valueOf(new String(json.writeValueAsBytes(SCENARIOS, scenarios), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<EvalScenario> read(JSONB stored) {
        try {
            return json.readValue(stored.data(), SCENARIOS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
