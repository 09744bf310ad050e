package io.vox.cli.admin;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.ListOptions;
import io.vox.cli.output.TextTable;
import io.vox.cli.shell.Terminal;
import io.vox.sdk.Vox;
import io.vox.sdk.model.Resealing;
import io.vox.sdk.model.SettingList;
import io.vox.sdk.model.SettingValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What can be set while the server runs. */
@Command(
        name = "settings",
        description = "Settings of the server; for administrators.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  vox settings set limits.key-per-minute 200",
            "  vox settings set mail.smtp-password < password.txt"
        })
public final class SettingsCommand {
    @Command(name = "list", description = "Lists everything that can be set, with what counts.")
    void list(@Mixin ClientOptions client, @Mixin ListOptions list) {
        Vox vox = client.vox();
        list.show(
                client,
                vox.adminSettings()::listSettings,
                SettingList::getData,
                SettingList::getNextCursor,
                "settings",
                new TextTable("KEY", "VALUE", "SET", "WHAT IT IS"),
                (table, it) -> table.row(
                        it.getKey(),
                        it.getIsSecret() && it.getIsSet() ? "(secret)" : it.getValue(),
                        it.getIsSet(),
                        it.getDescription()));
    }

    @Command(name = "set", description = "Sets something; a value that is not given is asked for or read from stdin.")
    void set(
            @Mixin ClientOptions client,
            @Parameters(index = "0", paramLabel = "KEY", description = "Its key.") String key,
            @Parameters(index = "1", arity = "0..1", paramLabel = "VALUE", description = "What it shall be.") @Nullable
                    String given) {
        Terminal terminal = client.surroundings().terminal();
        String value = given;
        if (value == null) {
            value = terminal.isInteractive() ? terminal.askSecretly("Value") : terminal.readLine();
        }
        client.vox().adminSettings().setSetting(key, new SettingValue().value(value));
        client.changed(Map.of("key", key, "set", true), "Set " + key + ".");
    }

    @Command(
            name = "reseal",
            description = "Seals all secrets with the present master key, so that an older one can go.")
    void reseal(@Mixin ClientOptions client) {
        Resealing done = client.vox().adminSettings().resealSecrets();
        int count = done.getResealed();
        int skipped = done.getSkipped();
        String sealed = count == 0 && skipped == 0 ? "All is sealed with it." : "Sealed " + count + " anew.";
        client.changed(
                Map.of("resealed", count, "skipped", skipped),
                skipped == 0 ? sealed : sealed + " Left " + skipped + " that no master key of the server opens.");
    }

    @Command(name = "unset", description = "Goes back to what is usual.")
    void unset(@Mixin ClientOptions client, @Parameters(paramLabel = "KEY", description = "Its key.") String key) {
        client.vox().adminSettings().deleteSetting(key);
        client.changed(Map.of("key", key, "set", false), key + " is what is usual again.");
    }
}
