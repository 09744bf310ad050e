package io.vox.cli.catalog;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.ListOptions;
import io.vox.cli.output.Fields;
import io.vox.cli.output.TextTable;
import io.vox.sdk.Vox;
import io.vox.sdk.model.NewProject;
import io.vox.sdk.model.Project;
import io.vox.sdk.model.ProjectList;
import io.vox.sdk.model.ProjectPatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Folders for workflows. */
@Command(
        name = "projects",
        description = "Folders for workflows.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Examples:", "  vox projects list", "  vox projects create Shop"})
public final class ProjectsCommand {
    @Command(name = "list", description = "Lists projects.")
    void list(@Mixin ClientOptions client, @Mixin ListOptions list) {
        Vox vox = client.vox();
        list.show(
                client,
                vox.projects()::listProjects,
                ProjectList::getData,
                ProjectList::getNextCursor,
                "projects",
                new TextTable("ID", "NAME", "DEFAULT", "WORKFLOWS"),
                (table, it) -> table.row(it.getId(), it.getName(), it.getIsDefault(), workflows(it)));
    }

    @Command(name = "show", description = "Shows a project.")
    void show(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "Its id.") String id) {
        Project project = client.vox().projects().getProject(id);
        client.show(
                project,
                () -> new Fields()
                        .with("Id", project.getId())
                        .with("Name", project.getName())
                        .with("Default", project.getIsDefault())
                        .with("Workflows", workflows(project))
                        .with("Created", project.getCreatedAt())
                        .lines());
    }

    @Command(name = "create", description = "Makes a project.")
    void create(@Mixin ClientOptions client, @Parameters(paramLabel = "NAME", description = "Its name.") String name) {
        Project project = client.vox().projects().createProject(new NewProject().name(name), null);
        client.made(project, project.getId(), "Made project " + project.getName() + ".");
    }

    @Command(name = "rename", description = "Renames a project.")
    void rename(
            @Mixin ClientOptions client,
            @Parameters(index = "0", paramLabel = "ID", description = "Its id.") String id,
            @Parameters(index = "1", paramLabel = "NAME", description = "Its new name.") String name) {
        Project project = client.vox().projects().updateProject(id, new ProjectPatch().name(name));
        client.changed(project, "Renamed project to " + project.getName() + ".");
    }

    @Command(name = "delete", description = "Deletes an empty project.")
    void delete(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "Its id.") String id) {
        client.vox().projects().deleteProject(id);
        client.removed(id, "Deleted project " + id + ".");
    }

    private static String workflows(Project project) {
        return project.getWorkflowCount() + " of " + project.getWorkflowLimit();
    }
}
