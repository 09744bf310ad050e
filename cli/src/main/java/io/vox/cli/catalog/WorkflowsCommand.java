package io.vox.cli.catalog;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.ListOptions;
import io.vox.cli.option.TextFile;
import io.vox.cli.output.Fields;
import io.vox.cli.output.TextTable;
import io.vox.sdk.Vox;
import io.vox.sdk.api.WorkflowsApi;
import io.vox.sdk.model.MainlineChoice;
import io.vox.sdk.model.NewWorkflow;
import io.vox.sdk.model.Target;
import io.vox.sdk.model.TargetKind;
import io.vox.sdk.model.Visibility;
import io.vox.sdk.model.VisibilityChoice;
import io.vox.sdk.model.Workflow;
import io.vox.sdk.model.WorkflowList;
import io.vox.sdk.model.WorkflowUpdate;
import io.vox.sdk.model.WorkflowVersion;
import io.vox.sdk.model.WorkflowVersionList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How to reach and set up what is evaluated. */
@Command(
        name = "workflows",
        description = "How to reach and set up what is evaluated.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  vox workflows list --own",
            "  vox workflows create 'Shop, German' --provider 7hKq2MzP0aXv --target https://shop.example/talk",
            "  vox workflows update wfl_... --steps steps.yaml"
        })
public final class WorkflowsCommand {
    @Command(name = "list", description = "Lists workflows: your workspace's and public ones.")
    void list(
            @Mixin ClientOptions client,
            @Mixin ListOptions list,
            @Option(names = "--own", description = "Only those of your workspace.") boolean own,
            @Option(names = "--project", paramLabel = "ID", description = "Only those in this project.") @Nullable
                    String project,
            @Option(names = "--provider", paramLabel = "ID", description = "Only those for this provider.") @Nullable
                    String provider,
            @Option(names = "--mainline", description = "Only those of the public benchmark.") boolean mainline) {
        Vox vox = client.vox();
        list.show(
                client,
                (limit, cursor) -> vox.workflows()
                        .listWorkflows(limit, cursor, own ? true : null, project, provider, mainline ? true : null),
                WorkflowList::getData,
                WorkflowList::getNextCursor,
                "workflows",
                new TextTable("ID", "NAME", "PROVIDER", "VERSION", "VISIBILITY", "MAINLINE", "TARGET"),
                (table, it) -> table.row(
                        it.getId(),
                        it.getName(),
                        it.getProvider().getName(),
                        it.getVersionNumber(),
                        it.getVisibility(),
                        it.getMainline(),
                        it.getUrl()));
    }

    @Command(name = "show", description = "Shows a workflow with its newest version, or with an older one.")
    void show(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "ID", description = "Its id.") String id,
            @Option(names = "--version-id", paramLabel = "ID", description = "Only this version.") @Nullable
                    String versionId) {
        Vox vox = client.vox();
        if (versionId != null) {
            WorkflowVersion version = vox.workflows().getWorkflowVersion(id, versionId);
            client.show(version, () -> withSteps(describe(new Fields(), version), version));
            return;
        }
        Workflow workflow = vox.workflows().getWorkflow(id, null);
        client.show(workflow, () -> {
            Fields fields = new Fields()
                    .with("Id", workflow.getId())
                    .with("Name", workflow.getName())
                    .with("Project", workflow.getProjectId())
                    .with("Visibility", workflow.getVisibility())
                    .with("Mainline", workflow.getMainline())
                    .with("Updated", workflow.getUpdatedAt());
            return withSteps(describe(fields, workflow.getVersion()), workflow.getVersion());
        });
    }

    @Command(name = "versions", description = "Lists the versions of a workflow.")
    void versions(
            @Mixin ClientOptions client,
            @Mixin ListOptions list,
            @Parameters(paramLabel = "ID", description = "Its id.") String id) {
        Vox vox = client.vox();
        list.show(
                client,
                (limit, cursor) -> vox.workflows().listWorkflowVersions(id, limit, cursor),
                WorkflowVersionList::getData,
                WorkflowVersionList::getNextCursor,
                "versions",
                new TextTable("VERSION", "ID", "PROVIDER", "TARGET", "CREATED"),
                (table, it) -> table.row(
                        it.getNumber(),
                        it.getId(),
                        it.getProvider().getName(),
                        it.getTarget().getUrl(),
                        it.getCreatedAt()));
    }

    @Command(name = "create", description = "Makes a workflow.")
    void create(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "NAME", description = "Its name.") String name,
            @Option(names = "--provider", required = true, paramLabel = "ID", description = "Whose product it is.")
                    String provider,
            @Option(names = "--target", required = true, paramLabel = "URL", description = "The agent's page.")
                    String target,
            @Option(names = "--project", paramLabel = "ID", description = "Where to put it (default: the default one).")
                    @Nullable
                    String project,
            @Option(
                            names = "--steps",
                            paramLabel = "FILE",
                            description = "What to do on the page, a YAML list; - is stdin.")
                    @Nullable
                    String steps,
            @Option(names = "--private", description = "Only for your workspace.") boolean isPrivate) {
        NewWorkflow workflow = new NewWorkflow()
                .name(name)
                .providerId(provider)
                .target(target(target))
                .projectId(project)
                .stepsYaml(steps == null ? null : TextFile.read(steps, client.surroundings()))
                .visibility(isPrivate ? Visibility.PRIVATE : null);
        Workflow made = client.vox().workflows().createWorkflow(workflow, null);
        client.made(made, made.getId(), "Made workflow " + made.getName() + ".");
    }

    @Command(name = "update", description = "Changes what is given, and makes a new version if that is needed.")
    void update(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "ID", description = "Its id.") String id,
            @Option(names = "--name", paramLabel = "NAME", description = "Its name.") @Nullable String name,
            @Option(names = "--provider", paramLabel = "ID", description = "Whose product it is.") @Nullable
                    String provider,
            @Option(names = "--target", paramLabel = "URL", description = "The agent's page.") @Nullable String target,
            @Option(names = "--project", paramLabel = "ID", description = "Where to put it.") @Nullable String project,
            @Option(names = "--steps", paramLabel = "FILE", description = "What to do on the page; - is stdin.")
                    @Nullable
                    String steps) {
        WorkflowsApi workflows = client.vox().workflows();
        Revision<Workflow> before = Revision.of(workflows.getWorkflowWithHttpInfo(id, null));
        WorkflowVersion version = before.thing().getVersion();
        WorkflowUpdate update = new WorkflowUpdate()
                .name(Objects.requireNonNullElse(name, before.thing().getName()))
                .providerId(Objects.requireNonNullElse(
                        provider, version.getProvider().getId()))
                .target(target == null ? version.getTarget() : target(target))
                .projectId(project == null ? before.thing().getProjectId() : project)
                .stepsYaml(steps == null ? version.getStepsYaml() : TextFile.read(steps, client.surroundings()));
        Workflow after = workflows.updateWorkflow(id, update, before.eTag());
        client.changed(
                after,
                "Workflow " + after.getName() + " is at version "
                        + after.getVersion().getNumber() + ".");
    }

    @Command(name = "delete", description = "Deletes a workflow; its jobs and results stay.")
    void delete(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "Its id.") String id) {
        client.vox().workflows().deleteWorkflow(id, null);
        client.removed(id, "Deleted workflow " + id + ".");
    }

    @Command(name = "mainline", description = "Puts a workflow into the public benchmark or takes it out.")
    void mainline(
            @Mixin ClientOptions client,
            @Parameters(index = "0", paramLabel = "ID", description = "Its id.") String id,
            @Parameters(index = "1", paramLabel = "on|off", description = "In or out.") Switch position) {
        Workflow workflow = client.vox()
                .workflows()
                .setWorkflowMainline(id, new MainlineChoice().mainline(position == Switch.ON), null);
        client.changed(workflow, workflow.getName() + (workflow.getMainline() ? " is mainline." : " is not mainline."));
    }

    @Command(name = "visibility", description = "Makes a workflow public or private.")
    void visibility(
            @Mixin ClientOptions client,
            @Parameters(index = "0", paramLabel = "ID", description = "Its id.") String id,
            @Parameters(index = "1", paramLabel = "public|private", description = "For whom.") Visibility visibility) {
        Workflow workflow =
                client.vox().workflows().setWorkflowVisibility(id, new VisibilityChoice().visibility(visibility), null);
        client.changed(
                workflow,
                workflow.getName() + (workflow.getVisibility() == Visibility.PUBLIC ? " is public." : " is private."));
    }

    private static Target target(String url) {
        return new Target().kind(TargetKind.URL).url(url);
    }

    private static Fields describe(Fields fields, WorkflowVersion version) {
        return fields.with("Version", version.getNumber())
                .with("Version id", version.getId())
                .with("Provider", version.getProvider().getName())
                .with("Target", version.getTarget().getUrl())
                .with("Created", version.getCreatedAt());
    }

    private static List<String> withSteps(Fields fields, WorkflowVersion version) {
        List<String> lines = new ArrayList<>(fields.lines());
        lines.addAll(StepLines.of(version.getStepsYaml()));
        return lines;
    }
}
