package io.vox.server.evaluation.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import io.vox.server.evaluation.steps.StepSchemas.StepSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in words what a schema has against a step. */
final class SchemaWords {
    /** A schema inside a choice of several; its errors only say why this one was not chosen. */
    private static final Pattern CHOICE = Pattern.compile("^(.*/(oneOf|anyOf))/\\d+/.*");

    private SchemaWords() {}

    /** Returns what is wrong, with the place in the step. */
    static List<Fault> of(List<Error> errors, StepSchema schema, JsonNode step) {
        Map<String, Fault> faults = new LinkedHashMap<>();
        for (Error error : errors) {
            String place = error.getInstanceLocation().toString();
            String path = error.getEvaluationPath().toString();
            Matcher choice = CHOICE.matcher(path);
            if (!choice.matches()) {
                faults.putIfAbsent(path + place, fault(error, place, schema, step));
            } else if (choice.group(2).equals("anyOf")) {
                // A failed anyOf has no error of its own.
                faults.putIfAbsent(
                        choice.group(1) + place, new Fault(place, field(place) + "has not what is possible here"));
            }
        }
        return new ArrayList<>(faults.values());
    }

    private static Fault fault(Error error, String place, StepSchema schema, JsonNode step) {
        JsonNode rule = error.getSchemaNode();
        String property = error.getProperty();
        return switch (error.getKeyword()) {
            case "required" -> new Fault(place, "missing field '" + dotted(place, property) + "'");
            case "additionalProperties" ->
                new Fault(place + '/' + property, unknown(place, String.valueOf(property), schema));
            case "oneOf" -> new Fault(place, inside(place) + "needs exactly one of " + alternatives(rule));
            case "not" ->
                new Fault(place, inside(place) + String.join(" and ", names(rule)) + " cannot stand together");
            case "type" ->
                new Fault(place, field(place) + "must be " + kind(rule.asText()) + advice(rule, step, place));
            case "enum" -> new Fault(place, field(place) + "must be one of " + String.join(", ", texts(rule)));
            case "const" -> new Fault(place, field(place) + "must be " + rule.asText());
            case "minimum", "exclusiveMinimum" -> new Fault(place, field(place) + "must be at least " + rule.asText());
            case "maximum" -> new Fault(place, field(place) + "must be at most " + rule.asText());
            case "minLength", "minItems" -> new Fault(place, field(place) + "is empty");
            case "pattern" -> new Fault(place, field(place) + pattern(rule.asText()));
            default -> new Fault(place, field(place) + "is not as docs/scenarios.md says");
        };
    }

    private static String unknown(String place, String name, StepSchema schema) {
        List<String> known = schema.fields();
        String hint = place.isEmpty()
                ? Suggestion.find(name, known)
                        .map(nearest -> ", did you mean '" + nearest + "'?")
                        .orElse(", known are " + String.join(", ", known))
                : "";
        return inside(place) + "unknown field " + Quote.of(name) + hint;
    }

    private static String pattern(String pattern) {
        return pattern.equals("\\S") ? "is empty" : "must have the form " + pattern;
    }

    private static String kind(String type) {
        return switch (type) {
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            default -> "a mapping with fields of its own";
        };
    }

    private static String advice(JsonNode rule, JsonNode step, String place) {
        JsonNode written = step.at(place);
        return rule.asText().equals("string") && (written.isNumber() || written.isBoolean())
                ? ", put it in quotes"
                : "";
    }

    /** The alternatives are told apart by the field that each requires. */
    private static String alternatives(JsonNode alternatives) {
        StringJoiner names = new StringJoiner(", ");
        for (JsonNode alternative : alternatives) {
            names(alternative).forEach(names::add);
        }
        return names.toString();
    }

    private static List<String> names(JsonNode rule) {
        return texts(rule.path("required")).stream()
                .map(name -> "'" + name + "'")
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static String field(String place) {
        return place.isEmpty() ? "the step " : "field '" + dotted(place, null) + "' ";
    }

    private static String inside(String place) {
        return place.isEmpty() ? "" : "in '" + dotted(place, null) + "': ";
    }

    private static String dotted(String place, @Nullable String property) {
        String whole = property == null ? place : place + '/' + property;
        return whole.substring(1).replace('/', '.');
    }

    /**
     * Something wrong.
     *
     * @param place JSON pointer into the step
     */
    record Fault(String place, String reason) {}
}
