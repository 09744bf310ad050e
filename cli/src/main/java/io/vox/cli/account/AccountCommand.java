package io.vox.cli.account;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.shell.CliFailure;
import io.vox.cli.shell.Terminal;
import io.vox.sdk.model.MePatch;
import io.vox.sdk.model.User;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One's own account. */
@Command(
        name = "account",
        description = "Your own account; 'vox whoami' shows it.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Examples:", "  vox account rename --name 'Ada King' --username ada-king", "  vox account delete"
        })
public final class AccountCommand {
    @Command(name = "rename", description = "Changes name and username.")
    void rename(
            @Mixin ClientOptions client,
            @Option(names = "--name", paramLabel = "NAME", description = "The name that others see.") @Nullable
                    String name,
            @Option(names = "--username", paramLabel = "USERNAME", description = "Nobody else's; letters, digits, -.")
                    @Nullable
                    String username) {
        if (name == null && username == null) {
            throw CliFailure.usage("what to change? --name or --username says it");
        }
        MePatch patch = new MePatch();
        patch.setName(name);
        patch.setUsername(username);
        User user = client.vox().me().updateMe(patch).getUser();
        client.changed(user, "You are " + user.getName() + " (" + user.getUsername() + ") now.");
    }

    @Command(
            name = "delete",
            description =
                    "Deletes your account for good, within 15 minutes after 'vox login'. Your API keys end with it.")
    void delete(
            @Mixin ClientOptions client,
            @Option(names = "--yes", description = "Do not ask whether that is meant.") boolean meant) {
        User user = client.vox().me().getMe().getUser();
        if (!meant) {
            confirm(client.surroundings().terminal(), user);
        }
        client.vox().me().deleteMe();
        client.credentials().remove(client.anonymous().options().url());
        client.removed(user.getId(), "Deleted the account of " + user.getEmail() + ".");
    }

    private static void confirm(Terminal terminal, User user) {
        if (!terminal.isInteractive()) {
            throw CliFailure.usage("there is no terminal to ask whether that is meant; --yes says it");
        }
        if (!terminal.ask("Type " + user.getEmail() + " to delete the account for good")
                .strip()
                .equals(user.getEmail())) {
            throw CliFailure.usage("that is not the address; nothing was deleted");
        }
    }
}
