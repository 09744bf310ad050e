package io.vox.agent.job;

import io.vox.agent.browser.AddressGuard;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.scenario.Application;
import io.vox.agent.scenario.FillStep;
import io.vox.agent.scenario.Matrix;
import io.vox.agent.scenario.Scenario;
import io.vox.agent.scenario.ScenarioException;
import io.vox.agent.scenario.ScenarioParser;
import io.vox.agent.scenario.Step;
import io.vox.agent.scenario.TypeStep;
import io.vox.sdk.model.ClaimedJob;
import io.vox.sdk.model.EvalScenario;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a job asks for, read and checked before any browser starts.
 *
 * @param matrix the conversations, every scenario once before any is repeated
 * @param guard what the pages may reach
 * @param secrets what the workflow types into the page, such as a password
 */
record JobPlan(Matrix matrix, AddressGuard guard, List<String> secrets) {
    private static final Path SOURCE = Path.of("workflow");
    private static final String TAG = "job";

    /**
     * Reads a job.
     *
     * @param secrets that its workflow names
     * @throws VoxFault {@code bad_scenario} or {@code address_refused}
     */
    static JobPlan of(ClaimedJob job, JobSecrets secrets) {
        List<Step> setup = secrets.putInto(steps("workflow", job.getWorkflow().getStepsYaml()));
        Application application = new Application(
                job.getProvider().getName(),
                address(job.getWorkflow().getTarget().getUrl()),
                null,
                List.of(TAG),
                setup,
                SOURCE);
        AddressGuard guard = guard(job.getAllowedHosts());
        if (!guard.allows(String.valueOf(application.url()))) {
            throw new VoxFault(
                    FaultCode.ADDRESS_REFUSED,
                    "the workflow's address leads to a private network, which is not open to jobs");
        }
        List<Scenario> scenarios = new ArrayList<>();
        for (EvalScenario scenario : job.getEvalSet().getScenarios()) {
            scenarios.add(scenario(scenarios.size() + 1, scenario));
        }
        if (scenarios.isEmpty()) {
            throw bad("the eval set has no scenario");
        }
        try {
            Matrix matrix =
                    Matrix.of(List.of(application), scenarios, job.getEvalSet().getRepeats());
            return new JobPlan(matrix, guard, typed(setup));
        } catch (IllegalArgumentException wrong) {
            throw bad(String.valueOf(wrong.getMessage()));
        }
    }

    private static Scenario scenario(int number, EvalScenario scenario) {
        String source = "scenario-" + number;
        List<Step> steps = steps(source, scenario.getStepsYaml());
        if (steps.isEmpty()) {
            throw bad(source + ": has no steps");
        }
        return new Scenario(scenario.getName(), List.of(TAG), null, steps, Path.of(source));
    }

    private static List<Step> steps(String source, String yaml) {
        try {
            return ScenarioParser.parseSteps(yaml, source);
        } catch (ScenarioException wrong) {
            int more = wrong.problems().size() - 1;
            throw bad(wrong.problems().getFirst() + (more > 0 ? " (and " + more + " more)" : ""));
        }
    }

    private static URI address(String written) {
        try {
            URI address = new URI(written);
            if (address.getScheme() != null
                    && address.getScheme().matches("(?i)https?")
                    && address.getHost() != null
                    && address.getUserInfo() == null) {
                return address;
            }
        } catch (URISyntaxException malformed) {
            // Told below, without the address: it may hold a secret.
        }
        throw new VoxFault(
                FaultCode.ADDRESS_REFUSED, "the workflow's address must be http or https with a host and no password");
    }

    private static AddressGuard guard(List<String> allowedHosts) {
        try {
            return AddressGuard.admitting(allowedHosts);
        } catch (IllegalArgumentException wrong) {
            throw new VoxFault(FaultCode.ADDRESS_REFUSED, "an allowed host is no host: " + wrong.getMessage(), wrong);
        }
    }

    /** What setting a page up takes is nobody else's business; what a scenario types is part of the test. */
    private static List<String> typed(List<Step> setup) {
        return setup.stream()
                .flatMap(step -> switch (step) {
                    case FillStep fill -> Stream.of(fill.text());
                    case TypeStep type -> Stream.of(type.text());
                    default -> Stream.empty();
                })
                .toList();
    }

    private static VoxFault bad(String problem) {
        return new VoxFault(FaultCode.BAD_SCENARIO, problem);
    }
}
