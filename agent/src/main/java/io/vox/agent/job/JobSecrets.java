package io.vox.agent.job;

import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.scenario.FillStep;
import io.vox.agent.scenario.Step;
import io.vox.agent.scenario.TypeStep;
import io.vox.sdk.model.JobSecret;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Secrets that a workflow types, written <code>${secrets.NAME}</code> in its steps. They are put in after the steps are read, so that
 * none of them can be taken for anything but a text. Immutable.
 */
record JobSecrets(Map<String, String> values) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{secrets\\.([A-Z][A-Z0-9_]{0,63})}");

    /** None. */
    static JobSecrets none() {
        return new JobSecrets(Map.of());
    }

    /** Gets the secrets of a job from who has them, unless the job needs none. */
    static JobSecrets of(String stepsYaml, Supplier<List<JobSecret>> server) {
        return stepsYaml.contains("secrets")
                ? new JobSecrets(
                        server.get().stream().collect(Collectors.toMap(JobSecret::getName, JobSecret::getValue)))
                : none();
    }

    /**
     * Puts secrets into the texts that are typed.
     *
     * @throws VoxFault {@code bad_scenario} if one is not there
     */
    List<Step> putInto(List<Step> steps) {
        return steps.stream().map(this::putInto).toList();
    }

    private Step putInto(Step step) {
        return switch (step) {
            case FillStep fill ->
                new FillStep(fill.origin(), fill.elapsedTime(), fill.selector(), putInto(fill.text()));
            case TypeStep type ->
                new TypeStep(type.origin(), type.elapsedTime(), type.selector(), putInto(type.text()));
            default -> step;
        };
    }

    private String putInto(String text) {
        return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(get(found.group(1))));
    }

    private String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new VoxFault(
                    FaultCode.BAD_SCENARIO,
                    "workflow: needs the secret " + name + ", which the workspace does not have");
        }
        return value;
    }

    /** What must be told to nobody. */
    Collection<String> all() {
        return values.values();
    }

    /** Says nothing of the secrets. */
    @Override
    public String toString() {
        return "JobSecrets" + values.keySet();
    }
}
