package io.vox.cli.admin;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.ListOptions;
import io.vox.cli.output.Fields;
import io.vox.cli.output.TextTable;
import io.vox.sdk.Vox;
import io.vox.sdk.model.Account;
import io.vox.sdk.model.AccountList;
import io.vox.sdk.model.AccountPatch;
import io.vox.sdk.model.AccountSwitch;
import io.vox.sdk.model.NewAccount;
import io.vox.sdk.model.Standing;
import io.vox.sdk.model.UserRole;
import io.vox.sdk.model.UserStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** People with accounts. */
@Command(
        name = "users",
        description = "People with accounts; for administrators.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  vox users list --search ada",
            "  vox users create grace@vox.example --name 'Grace Hopper' --standing principal",
            "  vox users standing usr_... fellow",
            "  vox users suspend usr_..."
        })
public final class UsersCommand {
    @Command(name = "list", description = "Lists users, newest first.")
    void list(
            @Mixin ClientOptions client,
            @Mixin ListOptions list,
            @Option(names = "--search", paramLabel = "TEXT", description = "Only those with it in name or address.")
                    @Nullable
                    String search,
            @Option(names = "--status", paramLabel = "STATUS", description = "Only those in this state.") @Nullable
                    UserStatus status,
            @Option(names = "--role", paramLabel = "ROLE", description = "Only those with this role.") @Nullable
                    UserRole role) {
        Vox vox = client.vox();
        list.show(
                client,
                (limit, cursor) -> vox.adminUsers().listUsers(limit, cursor, search, status, role),
                AccountList::getData,
                AccountList::getNextCursor,
                "users",
                new TextTable("ID", "EMAIL", "NAME", "ROLE", "ADMIN", "STATUS", "LAST LOGIN"),
                (table, it) -> table.row(
                        it.getId(),
                        it.getEmail(),
                        it.getName(),
                        it.getRole(),
                        it.getIsAdmin(),
                        it.getStatus(),
                        it.getLastLogInAt()));
    }

    @Command(name = "show", description = "Shows a user.")
    void show(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "The id.") String id) {
        Account account = client.vox().adminUsers().getUser(id);
        client.show(
                account,
                () -> new Fields()
                        .with("Id", account.getId())
                        .with("Email", account.getEmail())
                        .with("Username", account.getUsername())
                        .with("Name", account.getName())
                        .with("Role", account.getRole())
                        .with("Plan", account.getPlan())
                        .with("Standing", account.getStanding())
                        .with("Administrator", account.getIsAdmin())
                        .with("Status", account.getStatus())
                        .with("Origin", account.getOrigin())
                        .with("Last login", account.getLastLogInAt())
                        .with("Created", account.getCreatedAt())
                        .lines());
    }

    @Command(name = "create", description = "Makes a user, who is sent a link to activate the account.")
    void create(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "EMAIL", description = "The address.") String email,
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "The name.") String name,
            @Option(
                            names = "--standing",
                            defaultValue = "member",
                            paramLabel = "STANDING",
                            description = "member, principal or fellow (default: ${DEFAULT-VALUE}).")
                    Standing standing) {
        Account account = client.vox()
                .adminUsers()
                .createUser(new NewAccount().email(email).name(name).standing(standing), null);
        client.made(account, account.getId(), "Made user " + account.getEmail() + ", who is sent a link.");
    }

    @Command(name = "standing", description = "Makes and unmakes Fellows and Principals.")
    void standing(
            @Mixin ClientOptions client,
            @Parameters(index = "0", paramLabel = "ID", description = "The id.") String id,
            @Parameters(index = "1", paramLabel = "STANDING", description = "member, principal or fellow.")
                    Standing standing) {
        change(client, id, new AccountPatch().standing(standing), "is " + standing.name() + " now");
    }

    @Command(name = "suspend", description = "Shuts a user out at once.")
    void suspend(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "The id.") String id) {
        change(client, id, new AccountPatch().status(AccountSwitch.SUSPENDED), "is shut out");
    }

    @Command(name = "enable", description = "Lets a user in again.")
    void enable(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "The id.") String id) {
        change(client, id, new AccountPatch().status(AccountSwitch.ACTIVE), "can log in again");
    }

    @Command(name = "invite", description = "Sends another activation link.")
    void invite(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "The id.") String id) {
        client.vox().adminUsers().requestActivation(id);
        client.changed(Map.of("id", id, "sent", true), "Another activation link is on its way.");
    }

    private static void change(ClientOptions client, String id, AccountPatch patch, String talk) {
        Account account = client.vox().adminUsers().updateUser(id, patch);
        client.changed(account, account.getEmail() + " " + talk + ".");
    }
}
