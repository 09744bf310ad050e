package io.vox.cli.account;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.output.Fields;
import io.vox.sdk.model.Me;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells who the person is to the server. */
@Command(
        name = "whoami",
        description = "Tells who you are to the server, and in which workspace.",
        footer = {"", "Examples:", "  vox whoami", "  vox whoami --json"})
public final class WhoamiCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ClientOptions client;

    @Override
    public void run() {
        Me me = client.vox().me().getMe();
        client.show(
                me,
                () -> new Fields()
                        .with("Name", me.getUser().getName())
                        .with("Email", me.getUser().getEmail())
                        .with("Id", me.getUser().getId())
                        .with("Role", me.getUser().getRole())
                        .with("Administrator", me.getUser().getIsAdmin())
                        .with("Workspace", me.getWorkspace().getName())
                        .with("Workspace id", me.getWorkspace().getId())
                        .with("Role there", me.getWorkspaceRole())
                        .lines());
    }
}
