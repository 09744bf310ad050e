package io.vox.agent.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The conversations that come with the product. */
public final class StandardScenarios {
    /** The lines of the built-in standard conversation that {@code corpus} can name. */
    public static final List<String> CORPUS_IDS = List.of(
            "greeting",
            "q_hours",
            "q_table",
            "q_order",
            "q_price",
            "q_pause_a",
            "q_pause_b",
            "long_request",
            "barge_in",
            "barge_in_2",
            "mm_hm",
            "cough",
            "thanks_bye");

    private StandardScenarios() {}

    /** Returns the conversation of about 75 seconds that meets every kind of turn. */
    public static Scenario standard() {
        return read("standard.yaml");
    }

    /** Returns the conversation of under a minute with four answers and two interruptions. */
    public static Scenario demo() {
        return read("demo.yaml");
    }

    /** Returns a conversation of a few seconds with one answer and one interruption. */
    public static Scenario warmUp() {
        return read("warm-up.yaml");
    }

    private static Scenario read(String name) {
        try (InputStream input = StandardScenarios.class.getResourceAsStream(name)) {
            if (input == null) {
                throw new IllegalStateException("resource is missing: " + name);
            }
            String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
            Path source = Path.of(name);
            return ScenarioParser.requireScenario(
                    ScenarioParser.withParameters(Map.of()).parse(text, source), source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
