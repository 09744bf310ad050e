package io.vox.cli.catalog;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.ListOptions;
import io.vox.cli.option.TextFile;
import io.vox.cli.output.Fields;
import io.vox.cli.output.Printable;
import io.vox.cli.output.TextTable;
import io.vox.sdk.Vox;
import io.vox.sdk.api.EvalSetsApi;
import io.vox.sdk.model.EvalScenario;
import io.vox.sdk.model.EvalSet;
import io.vox.sdk.model.EvalSetList;
import io.vox.sdk.model.EvalSetUpdate;
import io.vox.sdk.model.EvalSetVersion;
import io.vox.sdk.model.EvalSetVersionList;
import io.vox.sdk.model.MainlineChoice;
import io.vox.sdk.model.NewEvalSet;
import io.vox.sdk.model.Visibility;
import io.vox.sdk.model.VisibilityChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to say and what to check. */
@Command(
        name = "eval-sets",
        description = "What to say to an agent, and what to check.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  vox eval-sets list --mainline",
            "  vox eval-sets create 'Opening hours' --scenario 'opening hours=hours.yaml' --repeats 5",
        })
public final class EvalSetsCommand {
    @Command(name = "list", description = "Lists eval sets: your workspace's and public ones.")
    void list(
            @Mixin ClientOptions client,
            @Mixin ListOptions list,
            @Option(names = "--own", description = "Only those of your workspace.") boolean own,
            @Option(names = "--mainline", description = "Only those of the public benchmark.") boolean mainline) {
        Vox vox = client.vox();
        list.show(
                client,
                (limit, cursor) ->
                        vox.evalSets().listEvalSets(limit, cursor, own ? true : null, mainline ? true : null),
                EvalSetList::getData,
                EvalSetList::getNextCursor,
                "eval sets",
                new TextTable("ID", "NAME", "SCENARIOS", "VERSION", "VISIBILITY", "MAINLINE"),
                (table, it) -> table.row(
                        it.getId(),
                        it.getName(),
                        it.getScenarioCount(),
                        it.getVersionNumber(),
                        it.getVisibility(),
                        it.getMainline()));
    }

    @Command(name = "show", description = "Shows an eval set with its newest version, or with an older one.")
    void show(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "ID", description = "Its id.") String id,
            @Option(names = "--version-id", paramLabel = "ID", description = "Only this version.") @Nullable
                    String versionId) {
        Vox vox = client.vox();
        if (versionId != null) {
            EvalSetVersion version = vox.evalSets().getEvalSetVersion(id, versionId);
            client.show(version, () -> withScenarios(describe(new Fields(), version), version));
            return;
        }
        EvalSet evalSet = vox.evalSets().getEvalSet(id, null);
        client.show(evalSet, () -> {
            Fields fields = new Fields()
                    .with("Id", evalSet.getId())
                    .with("Name", evalSet.getName())
                    .with("Visibility", evalSet.getVisibility())
                    .with("Mainline", evalSet.getMainline())
                    .with("Updated", evalSet.getUpdatedAt());
            return withScenarios(describe(fields, evalSet.getVersion()), evalSet.getVersion());
        });
    }

    @Command(name = "versions", description = "Lists the versions of an eval set.")
    void versions(
            @Mixin ClientOptions client,
            @Mixin ListOptions list,
            @Parameters(paramLabel = "ID", description = "Its id.") String id) {
        Vox vox = client.vox();
        list.show(
                client,
                (limit, cursor) -> vox.evalSets().listEvalSetVersions(id, limit, cursor),
                EvalSetVersionList::getData,
                EvalSetVersionList::getNextCursor,
                "versions",
                new TextTable("VERSION", "ID", "SCENARIOS", "REPEATS", "CREATED"),
                (table, it) -> table.row(
                        it.getNumber(), it.getId(), it.getScenarios().size(), it.getRepeats(), it.getCreatedAt()));
    }

    @Command(name = "create", description = "Makes an eval set.")
    void create(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "NAME", description = "Its name.") String name,
            @Option(
                            names = "--scenario",
                            required = true,
                            paramLabel = "NAME=FILE",
                            description = "A scenario: its name and its steps, a YAML list; - is stdin. Repeatable.")
                    Map<String, String> scenarios,
            @Option(names = "--repeats", paramLabel = "N", description = "How often each is held (default: 3).")
                    @Nullable
                    Integer repeats,
            @Option(names = "--private", description = "Only for your workspace.") boolean isPrivate) {
        NewEvalSet evalSet = new NewEvalSet()
                .name(name)
                .scenarios(read(scenarios, client))
                .repeats(repeats)
                .visibility(isPrivate ? Visibility.PRIVATE : null);
        EvalSet made = client.vox().evalSets().createEvalSet(evalSet, null);
        client.made(made, made.getId(), "Made eval set " + made.getName() + ".");
    }

    @Command(name = "update", description = "Changes what is given, and makes a new version if that is needed.")
    void update(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "ID", description = "Its id.") String id,
            @Option(names = "--name", paramLabel = "NAME", description = "Its name.") @Nullable String name,
            @Option(
                            names = "--scenario",
                            paramLabel = "NAME=FILE",
                            description = "A scenario; those that are given replace all. Repeatable.")
                    @Nullable
                    Map<String, String> scenarios,
            @Option(names = "--repeats", paramLabel = "N", description = "How often each is held.") @Nullable
                    Integer repeats) {
        EvalSetsApi evalSets = client.vox().evalSets();
        Revision<EvalSet> before = Revision.of(evalSets.getEvalSetWithHttpInfo(id, null));
        EvalSetVersion version = before.thing().getVersion();
        EvalSetUpdate update = new EvalSetUpdate()
                .name(Objects.requireNonNullElse(name, before.thing().getName()))
                .repeats(Objects.requireNonNullElse(repeats, version.getRepeats()))
                .scenarios(scenarios == null ? version.getScenarios() : read(scenarios, client));
        EvalSet after = evalSets.updateEvalSet(id, update, before.eTag());
        client.changed(
                after,
                "Eval set " + after.getName() + " is at version "
                        + after.getVersion().getNumber() + ".");
    }

    @Command(name = "delete", description = "Deletes an eval set; its jobs and results stay.")
    void delete(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "Its id.") String id) {
        client.vox().evalSets().deleteEvalSet(id, null);
        client.removed(id, "Deleted eval set " + id + ".");
    }

    @Command(name = "mainline", description = "Puts an eval set into the public benchmark or takes it out.")
    void mainline(
            @Mixin ClientOptions client,
            @Parameters(index = "0", paramLabel = "ID", description = "Its id.") String id,
            @Parameters(index = "1", paramLabel = "on|off", description = "In or out.") Switch position) {
        EvalSet evalSet = client.vox()
                .evalSets()
                .setEvalSetMainline(id, new MainlineChoice().mainline(position == Switch.ON), null);
        client.changed(evalSet, evalSet.getName() + (evalSet.getMainline() ? " is mainline." : " is not mainline."));
    }

    @Command(name = "visibility", description = "Makes an eval set public or private.")
    void visibility(
            @Mixin ClientOptions client,
            @Parameters(index = "0", paramLabel = "ID", description = "Its id.") String id,
            @Parameters(index = "1", paramLabel = "public|private", description = "For whom.") Visibility visibility) {
        EvalSet evalSet =
                client.vox().evalSets().setEvalSetVisibility(id, new VisibilityChoice().visibility(visibility), null);
        client.changed(
                evalSet,
                evalSet.getName() + (evalSet.getVisibility() == Visibility.PUBLIC ? " is public." : " is private."));
    }

    private static List<EvalScenario> read(Map<String, String> scenarios, ClientOptions client) {
        return scenarios.entrySet().stream()
                .map(scenario -> new EvalScenario()
                        .name(scenario.getKey())
                        .stepsYaml(TextFile.read(scenario.getValue(), client.surroundings())))
                .toList();
    }

    private static Fields describe(Fields fields, EvalSetVersion version) {
        return fields.with("Version", version.getNumber())
                .with("Version id", version.getId())
                .with("Repeats", version.getRepeats())
                .with("Created", version.getCreatedAt());
    }

    private static List<String> withScenarios(Fields fields, EvalSetVersion version) {
        List<String> lines = new ArrayList<>(fields.lines());
        for (EvalScenario scenario : version.getScenarios()) {
            lines.add("");
            lines.add("Scenario " + Printable.of(scenario.getName()) + ":");
            lines.addAll(StepLines.of(scenario.getStepsYaml()));
        }
        return lines;
    }
}
