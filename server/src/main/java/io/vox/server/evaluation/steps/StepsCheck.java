package io.vox.server.evaluation.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import io.vox.server.evaluation.steps.SchemaWords.Fault;
import io.vox.server.evaluation.steps.StepSchemas.StepSchema;
import io.vox.server.platform.problem.ProblemDetail;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Decides whether eval agents could carry steps out. Thread-safe. */
@Singleton
public final class StepsCheck {
    private static final int LONGEST_REASON = 500;

    private static final Set<String> CONVERSATION = Set.of("speak", "barge_in", "backchannel", "pause", "listen");

    /** Where a recording may be named: in a step, or in either half of a pause. */
    private static final List<String> FILES = List.of("/file", "/first/file", "/then/file");

    /**
     * Refuses what could not be carried out.
     *
     * @throws StepsInvalidException with everything that is wrong, by line
     */
    public void require(StepsText text) {
        require(List.of(text));
    }

    /**
     * Refuses what could not be carried out.
     *
     * @throws StepsInvalidException with everything that is wrong, by line
     */
    public void require(List<StepsText> texts) {
        List<ProblemDetail> problems = new ArrayList<>();
        for (StepsText text : texts) {
            try {
                check(text, problems);
            } catch (YamlException e) {
                problems.add(problem(text, e.line(), e.reason()));
            }
        }
        if (!problems.isEmpty()) {
            throw new StepsInvalidException(problems);
        }
    }

    private static void check(StepsText text, List<ProblemDetail> problems) throws YamlException {
        if (text.use() == StepsUse.SETUP && text.yaml().isBlank()) {
            return;
        }
        YamlTree tree = YamlTree.parse(text.yaml());
        JsonNode steps = tree.root();
        if (!steps.isArray()) {
            throw new YamlException(tree.line(""), "must be a list of steps, each with an 'action'");
        }
        if (steps.isEmpty()) {
            throw new YamlException(tree.line(""), "there are no steps");
        }
        int most = StepSchemas.get().mostSteps();
        if (steps.size() > most) {
            throw new YamlException(
                    tree.line("/" + most), "has " + steps.size() + " steps, at most " + most + " are allowed");
        }
        for (int i = 0; i < steps.size(); i++) {
            JsonNode step = steps.get(i);
            String action = step.path("action").asText();
            String name = StepSchemas.get().byAction().containsKey(action) ? " (" + action + ")" : "";
            for (Fault fault : faults(step, text.use())) {
                problems.add(problem(
                        text, tree.line("/" + i + fault.place()), "step " + (i + 1) + name + ": " + fault.reason()));
            }
        }
    }

    private static List<Fault> faults(JsonNode step, StepsUse use) {
        if (!step.isObject()) {
            return List.of(new Fault("", "a step must have an 'action' and fields"));
        }
        JsonNode action = step.path("action");
        if (action.isMissingNode()) {
            return List.of(new Fault("", "missing field 'action'"));
        }
        Map<String, StepSchema> schemas = StepSchemas.get().byAction();
        StepSchema schema = action.isTextual() ? schemas.get(action.asText()) : null;
        if (schema == null) {
            return List.of(new Fault("/action", unknownAction(action.asText(), schemas)));
        }
        if (use == StepsUse.SETUP && CONVERSATION.contains(action.asText())) {
            return List.of(new Fault(
                    "/action", "a workflow only brings the agent to listen; what is said belongs into an eval set"));
        }
        for (String file : FILES) {
            if (!step.at(file).isMissingNode()) {
                return List.of(new Fault(
                        file,
                        "field 'file' is not possible here, since no files come with it: use 'corpus' or 'text'"));
            }
        }
        List<Error> errors = schema.schema().validate(step);
        return Stream.concat(SchemaWords.of(errors, schema, step).stream(), StepSecrets.faults(step, use).stream())
                .toList();
    }

    private static String unknownAction(String written, Map<String, StepSchema> schemas) {
        TreeSet<String> known = new TreeSet<>(schemas.keySet());
        String nearest = Suggestion.find(written, known)
                .map(name -> ", did you mean '" + name + "'?")
                .orElse("");
        return "unknown action " + Quote.of(written) + nearest + " (actions: " + String.join(", ", known) + ")";
    }

    private static ProblemDetail problem(StepsText text, int line, String reason) {
        String whole = "line " + line + ": " + reason;
        return new ProblemDetail(
                text.pointer(), whole.length() <= LONGEST_REASON ? whole : whole.substring(0, LONGEST_REASON));
    }
}
