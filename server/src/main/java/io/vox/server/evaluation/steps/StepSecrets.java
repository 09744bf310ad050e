package io.vox.server.evaluation.steps;

import com.fasterxml.jackson.databind.JsonNode;
import io.vox.server.evaluation.steps.SchemaWords.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets that steps name as <code>${secrets.NAME}</code> (RES-40). They can only be typed into the page, by a workflow: what is
 * said, looked for or opened is told to others.
 */
public final class StepSecrets {
    private static final Set<String> TYPING = Set.of("fill", "type");
    private static final String TYPED = "/text";
    private static final String MARK = "${secrets";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{secrets\\.([A-Z][A-Z0-9_]{0,63})}");

    private StepSecrets() {}

    /** Returns the names of the secrets that the steps of a workflow type, as they were checked when they were stored. */
    public static Set<String> named(String stepsYaml) {
        Set<String> names = new TreeSet<>();
        if (!stepsYaml.isBlank()) {
            try {
                for (JsonNode step : YamlTree.parse(stepsYaml).root()) {
                    Matcher matcher = REFERENCE.matcher(step.at(TYPED).asText());
                    while (matcher.find()) {
                        names.add(matcher.group(1));
                    }
                }
            } catch (YamlException e) {
                throw new IllegalStateException("stored steps cannot be read", e);
            }
        }
        return names;
    }

    /** Finds what looks like a secret and is none, or is where none can be. */
    static List<Fault> faults(JsonNode step, StepsUse use) {
        List<Fault> faults = new ArrayList<>();
        boolean typing =
                use == StepsUse.SETUP && TYPING.contains(step.path("action").asText());
        find("", step, typing, faults);
        return faults;
    }

    private static void find(String place, JsonNode node, boolean typing, List<Fault> faults) {
        if (node.isTextual() && node.asText().contains(MARK)) {
            if (!typing || !place.equals(TYPED)) {
                faults.add(
                        new Fault(place, "a secret can only be typed, in 'text' of 'fill' and 'type' of a workflow"));
            } else if (REFERENCE.matcher(node.asText()).replaceAll("").contains(MARK)) {
                faults.add(new Fault(place, "a secret is written ${secrets.NAME}, its name in upper-case letters"));
            }
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                find(place + "/" + member.getKey(), member.getValue(), typing, faults);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                find(place + "/" + i, node.get(i), typing, faults);
            }
        }
    }
}
