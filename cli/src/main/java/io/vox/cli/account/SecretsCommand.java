package io.vox.cli.account;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.ListOptions;
import io.vox.cli.output.TextTable;
import io.vox.cli.shell.Terminal;
import io.vox.sdk.Vox;
import io.vox.sdk.model.Secret;
import io.vox.sdk.model.SecretList;
import io.vox.sdk.model.SecretValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What workflows need and nobody shall see. */
@Command(
        name = "secrets",
        description = "Secrets of the workspace, which nobody is shown again.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Examples:", "  vox secrets set SHOP_PASSWORD", "  vox secrets set SHOP_PASSWORD < password.txt"})
public final class SecretsCommand {
    @Command(name = "list", description = "Lists secrets by name, without what they are.")
    void list(@Mixin ClientOptions client, @Mixin ListOptions list) {
        Vox vox = client.vox();
        list.show(
                client,
                vox.secrets()::listSecrets,
                SecretList::getData,
                SecretList::getNextCursor,
                "secrets",
                new TextTable("NAME", "UPDATED", "BY"),
                (table, it) -> table.row(it.getName(), it.getUpdatedAt(), it.getUpdatedBy()));
    }

    @Command(name = "set", description = "Makes or replaces a secret, which is asked for or read from stdin.")
    void set(@Mixin ClientOptions client, @Parameters(paramLabel = "NAME", description = "Its name.") String name) {
        Terminal terminal = client.surroundings().terminal();
        String value = terminal.isInteractive() ? terminal.askSecretly("Secret") : terminal.readLine();
        Secret secret = client.vox().secrets().setSecret(name, new SecretValue().value(value));
        client.changed(secret, "Set secret " + secret.getName() + ".");
    }

    @Command(name = "delete", description = "Deletes a secret.")
    void delete(@Mixin ClientOptions client, @Parameters(paramLabel = "NAME", description = "Its name.") String name) {
        client.vox().secrets().deleteSecret(name);
        client.removed(name, "Deleted secret " + name + ".");
    }
}
