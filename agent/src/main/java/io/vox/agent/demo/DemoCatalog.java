package io.vox.agent.demo;

import io.vox.agent.fault.ExitCode;
import io.vox.agent.scenario.Application;
import io.vox.agent.scenario.Scenario;
import io.vox.agent.scenario.ScenarioWriter;
import io.vox.sdk.Pages;
import io.vox.sdk.Vox;
import io.vox.sdk.model.EvalScenario;
import io.vox.sdk.model.EvalSet;
import io.vox.sdk.model.EvalSetList;
import io.vox.sdk.model.EvalSetSummary;
import io.vox.sdk.model.EvalSetUpdate;
import io.vox.sdk.model.EvalSetVersion;
import io.vox.sdk.model.MainlineChoice;
import io.vox.sdk.model.NewEvalSet;
import io.vox.sdk.model.NewRegion;
import io.vox.sdk.model.NewWorkflow;
import io.vox.sdk.model.Provider;
import io.vox.sdk.model.ProviderList;
import io.vox.sdk.model.Region;
import io.vox.sdk.model.RegionList;
import io.vox.sdk.model.Target;
import io.vox.sdk.model.TargetKind;
import io.vox.sdk.model.Visibility;
import io.vox.sdk.model.Workflow;
import io.vox.sdk.model.WorkflowList;
import io.vox.sdk.model.WorkflowSummary;
import io.vox.sdk.model.WorkflowUpdate;
import io.vox.sdk.model.WorkflowVersion;
import java.util.List;
import java.util.Optional;

/** Finds or makes what a demonstration runs, through the API; what differs from what it shall be gets a new version. */
final class DemoCatalog {
    /** Where the eval agent of a demonstration is: it would be a lie to name a part of the world. */
    static final String REGION = "local";

    private static final String WORKFLOW = "Phantom on this machine";
    private static final String EVAL_SET = "Demonstration";
    private static final int PAGE = 100;

    private final DemoAccounts accounts;

    DemoCatalog(DemoAccounts accounts) {
        this.accounts = accounts;
    }

    void provideRegion() {
        Vox admin = accounts.admin();
        boolean known = Pages.stream(
                        cursor -> admin.regions().listRegions(PAGE, cursor),
                        RegionList::getData,
                        RegionList::getNextCursor)
                .map(Region::getSlug)
                .anyMatch(REGION::equals);
        if (!known) {
            admin.regions().createRegion(new NewRegion().slug(REGION).name("This machine"), null);
        }
    }

    /** Answers the id of the provider that the phantom is: a server that is told to serve a demonstration has it. */
    String calibrationProvider() {
        Vox admin = accounts.admin();
        return Pages.stream(
                        cursor -> admin.providers().listProviders(PAGE, cursor, null),
                        ProviderList::getData,
                        ProviderList::getNextCursor)
                .filter(Provider::getCalibration)
                .map(Provider::getId)
                .findFirst()
                .orElseThrow(() -> new DemoException(ExitCode.SERVER_ERROR, "the server serves no demonstration"));
    }

    /** Answers the id of the mainline workflow that calls the phantom. */
    String provideWorkflow(String providerId, Application phantom) {
        Vox scout = accounts.scout();
        Target target = new Target().kind(TargetKind.URL).url(String.valueOf(phantom.url()));
        String steps = ScenarioWriter.stepsYaml(phantom.steps());
        Optional<String> known = Pages.stream(
                        cursor -> scout.workflows().listWorkflows(PAGE, cursor, true, null, providerId, null),
                        WorkflowList::getData,
                        WorkflowList::getNextCursor)
                .filter(workflow -> workflow.getName().equals(WORKFLOW))
                .map(WorkflowSummary::getId)
                .findFirst();
        Workflow workflow = known.map(id -> scout.workflows().getWorkflow(id, null))
                .orElseGet(() -> scout.workflows()
                        .createWorkflow(
                                new NewWorkflow()
                                        .name(WORKFLOW)
                                        .providerId(providerId)
                                        .target(target)
                                        .stepsYaml(steps)
                                        .visibility(Visibility.PUBLIC),
                                null));
        WorkflowVersion version = workflow.getVersion();
        if (!version.getTarget().equals(target) || !version.getStepsYaml().equals(steps)) {
            workflow = scout.workflows()
                    .updateWorkflow(
                            workflow.getId(),
                            new WorkflowUpdate()
                                    .name(WORKFLOW)
                                    .providerId(providerId)
                                    .target(target)
                                    .stepsYaml(steps),
                            null);
        }
        if (!workflow.getMainline()) {
            scout.workflows().setWorkflowMainline(workflow.getId(), new MainlineChoice().mainline(true), null);
        }
        return workflow.getId();
    }

    /** Answers the id of the mainline eval set. */
    String provideEvalSet(Scenario scenario, int conversations) {
        Vox scout = accounts.scout();
        List<EvalScenario> scenarios =
                List.of(new EvalScenario().name(scenario.name()).stepsYaml(ScenarioWriter.stepsYaml(scenario.steps())));
        Optional<String> known = Pages.stream(
                        cursor -> scout.evalSets().listEvalSets(PAGE, cursor, true, null),
                        EvalSetList::getData,
                        EvalSetList::getNextCursor)
                .filter(evalSet -> evalSet.getName().equals(EVAL_SET))
                .map(EvalSetSummary::getId)
                .findFirst();
        EvalSet evalSet = known.map(id -> scout.evalSets().getEvalSet(id, null))
                .orElseGet(() -> scout.evalSets()
                        .createEvalSet(
                                new NewEvalSet()
                                        .name(EVAL_SET)
                                        .repeats(conversations)
                                        .scenarios(scenarios)
                                        .visibility(Visibility.PUBLIC),
                                null));
        EvalSetVersion version = evalSet.getVersion();
        if (version.getRepeats() != conversations || !version.getScenarios().equals(scenarios)) {
            evalSet = scout.evalSets()
                    .updateEvalSet(
                            evalSet.getId(),
                            new EvalSetUpdate()
                                    .name(EVAL_SET)
                                    .repeats(conversations)
                                    .scenarios(scenarios),
                            null);
        }
        if (!evalSet.getMainline()) {
            scout.evalSets().setEvalSetMainline(evalSet.getId(), new MainlineChoice().mainline(true), null);
        }
        return evalSet.getId();
    }
}
