package io.vox.cli.account;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.ListOptions;
import io.vox.cli.output.Fields;
import io.vox.cli.output.TextTable;
import io.vox.sdk.Vox;
import io.vox.sdk.model.ApiKey;
import io.vox.sdk.model.ApiKeyList;
import io.vox.sdk.model.ApiKeyPatch;
import io.vox.sdk.model.ApiKeyRotation;
import io.vox.sdk.model.ApiKeyScope;
import io.vox.sdk.model.ApiKeyUsage;
import io.vox.sdk.model.CreatedApiKey;
import io.vox.sdk.model.NewApiKey;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keys for programs. */
@Command(
        name = "keys",
        description = "API keys: what programs sign in with.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  vox keys create nightly --scope read --scope run > key.txt",
            "  vox keys rotate key_... --overlap 1h > key.txt",
            "  vox keys rotate key_... --now > key.txt",
            "  VOX_TOKEN=$(cat key.txt) vox runs list"
        })
public final class KeysCommand {
    @Command(name = "list", description = "Lists keys, without their secrets.")
    void list(@Mixin ClientOptions client, @Mixin ListOptions list) {
        Vox vox = client.vox();
        list.show(
                client,
                vox.apiKeys()::listApiKeys,
                ApiKeyList::getData,
                ApiKeyList::getNextCursor,
                "keys",
                new TextTable("ID", "NAME", "PREFIX", "SCOPES", "REQUESTS", "LAST USED", "EXPIRES", "REVOKED"),
                (table, it) -> table.row(
                        it.getId(),
                        it.getName(),
                        it.getPrefix(),
                        scopes(it),
                        it.getUsageCount(),
                        it.getLastUsedAt(),
                        it.getExpiresAt(),
                        it.getRevokedAt()));
    }

    @Command(name = "show", description = "Shows a key, without its secret.")
    void show(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "Its id.") String id) {
        ApiKey key = client.vox().apiKeys().getApiKey(id);
        client.show(
                key,
                () -> new Fields()
                        .with("Id", key.getId())
                        .with("Name", key.getName())
                        .with("Prefix", key.getPrefix())
                        .with("Scopes", scopes(key))
                        .with("Requests", key.getUsageCount())
                        .with("Made by", key.getCreatedBy())
                        .with("Created", key.getCreatedAt())
                        .with("Expires", key.getExpiresAt())
                        .with("Last used", key.getLastUsedAt())
                        .with("Rotated", key.getRotatedAt())
                        .with("Revoked", key.getRevokedAt())
                        .lines());
    }

    @Command(name = "create", description = "Makes a key and prints its secret, which is shown only now.")
    void create(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "NAME", description = "Its name.") String name,
            @Option(
                            names = "--scope",
                            paramLabel = "SCOPE",
                            description = "What it may do: read, run, write, admin (default: read and run).")
                    @Nullable
                    List<ApiKeyScope> scopes,
            @Option(names = "--expires", paramLabel = "TIME", description = "When it ends, as 2027-01-31T12:00:00Z.")
                    @Nullable
                    OffsetDateTime expires) {
        NewApiKey request = new NewApiKey().name(name).expiresAt(expires);
        if (scopes != null) {
            request.scopes(scopes);
        }
        made(client, client.vox().apiKeys().createApiKey(request, null), "Made key ");
    }

    @Command(name = "rename", description = "Renames a key.")
    void rename(
            @Mixin ClientOptions client,
            @Parameters(index = "0", paramLabel = "ID", description = "Its id.") String id,
            @Parameters(index = "1", paramLabel = "NAME", description = "Its new name.") String name) {
        ApiKey key = client.vox().apiKeys().updateApiKey(id, new ApiKeyPatch().name(name));
        client.changed(key, "Renamed key to " + key.getName() + ".");
    }

    @Command(name = "rotate", description = "Replaces the secret of a key and prints the new one.")
    void rotate(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "ID", description = "Its id.") String id,
            @Option(
                            names = "--overlap",
                            paramLabel = "TIME",
                            defaultValue = "24h",
                            description = "How long the old one works on (default: ${DEFAULT-VALUE}).")
                    Duration overlap,
            @Option(names = "--now", description = "The old one ends at once, as when somebody else knows it.")
                    boolean now) {
        int seconds = now ? 0 : (int) overlap.toSeconds();
        made(
                client,
                client.vox().apiKeys().rotateApiKey(id, new ApiKeyRotation().overlapSeconds(seconds)),
                "Rotated key ");
    }

    @Command(name = "revoke", description = "Revokes a key at once.")
    void revoke(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "Its id.") String id) {
        client.vox().apiKeys().revokeApiKey(id);
        client.removed(id, "Revoked key " + id + ".");
    }

    @Command(name = "usage", description = "Tells how much a key was used.")
    void usage(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "Its id.") String id) {
        ApiKeyUsage usage = client.vox().apiKeys().getApiKeyUsage(id);
        client.show(usage, () -> {
            TextTable table = new TextTable("DAY", "REQUESTS");
            usage.getDays().forEach(day -> table.row(day.getDay(), day.getRequests()));
            table.row("ever", usage.getTotal());
            return table.lines();
        });
    }

    private static void made(ClientOptions client, CreatedApiKey created, String talk) {
        client.made(created, created.getSecret(), talk + created.getKey().getId() + "; its secret is not shown again.");
    }

    private static String scopes(ApiKey key) {
        return key.getScopes().stream().map(Enum::name).collect(Collectors.joining(", "));
    }
}
