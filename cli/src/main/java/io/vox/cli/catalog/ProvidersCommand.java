package io.vox.cli.catalog;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.ListOptions;
import io.vox.cli.output.Fields;
import io.vox.cli.output.TextTable;
import io.vox.cli.shell.CliFailure;
import io.vox.sdk.Vox;
import io.vox.sdk.model.NewProvider;
import io.vox.sdk.model.Provider;
import io.vox.sdk.model.ProviderList;
import io.vox.sdk.model.ProviderPatch;
import io.vox.sdk.model.ProviderScope;
import io.vox.sdk.model.ProviderSku;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Products that can be evaluated. */
@Command(
        name = "providers",
        description = "Products that can be evaluated.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  vox providers list",
            "  vox providers create 'Shop assistant' --sku convo-ai --website https://shop.example"
        })
public final class ProvidersCommand {
    @Command(name = "list", description = "Lists providers.")
    void list(
            @Mixin ClientOptions client,
            @Mixin ListOptions list,
            @Option(names = "--sku", paramLabel = "SKU", description = "Only convo-ai or rtc.") @Nullable
                    ProviderSku sku) {
        Vox vox = client.vox();
        list.show(
                client,
                (limit, cursor) -> vox.providers().listProviders(limit, cursor, sku),
                ProviderList::getData,
                ProviderList::getNextCursor,
                "providers",
                new TextTable("ID", "NAME", "SKU", "SCOPE", "WEBSITE"),
                (table, it) -> table.row(it.getId(), it.getName(), it.getSku(), it.getScope(), it.getUrl()));
    }

    @Command(name = "show", description = "Shows a provider.")
    void show(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "Its id.") String id) {
        Provider provider = client.vox().providers().getProvider(id);
        client.show(
                provider,
                () -> new Fields()
                        .with("Id", provider.getId())
                        .with("Name", provider.getName())
                        .with("Sku", provider.getSku())
                        .with("Website", provider.getUrl())
                        .with("Scope", provider.getScope())
                        .with("Calibration", provider.getCalibration())
                        .with("Created", provider.getCreatedAt())
                        .lines());
    }

    @Command(name = "create", description = "Makes a provider in your workspace.")
    void create(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "NAME", description = "Its name.") String name,
            @Option(names = "--sku", required = true, paramLabel = "SKU", description = "convo-ai or rtc.")
                    ProviderSku sku,
            @Option(names = "--website", required = true, paramLabel = "URL", description = "The product's page.")
                    String website,
            @Option(names = "--platform", description = "For everybody; for administrators.") boolean platform) {
        Provider provider = client.vox()
                .providers()
                .createProvider(
                        new NewProvider()
                                .name(name)
                                .sku(sku)
                                .url(website)
                                .scope(platform ? ProviderScope.PLATFORM : ProviderScope.WORKSPACE),
                        null);
        client.made(provider, provider.getId(), "Made provider " + provider.getName() + ".");
    }

    @Command(name = "update", description = "Changes what is given.")
    void update(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "ID", description = "Its id.") String id,
            @Option(names = "--name", paramLabel = "NAME", description = "Its name.") @Nullable String name,
            @Option(names = "--sku", paramLabel = "SKU", description = "convo-ai or rtc.") @Nullable ProviderSku sku,
            @Option(names = "--website", paramLabel = "URL", description = "The product's page.") @Nullable
                    String website) {
        if (name == null && sku == null && website == null) {
            throw CliFailure.usage("nothing to change: give --name, --sku or --website");
        }
        ProviderPatch patch = new ProviderPatch().name(name).sku(sku).url(website);
        Provider provider = client.vox().providers().updateProvider(id, patch);
        client.changed(provider, "Changed provider " + provider.getName() + ".");
    }
}
