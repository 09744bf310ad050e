package io.vox.cli.catalog;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.ListOptions;
import io.vox.cli.output.TextTable;
import io.vox.sdk.Vox;
import io.vox.sdk.model.NewRegion;
import io.vox.sdk.model.Region;
import io.vox.sdk.model.RegionList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Places from which is measured. */
@Command(
        name = "regions",
        description = "Places from which is measured.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Examples:", "  vox regions list", "  vox regions create eu-north --name Stockholm"})
public final class RegionsCommand {
    @Command(name = "list", description = "Lists regions.")
    void list(@Mixin ClientOptions client, @Mixin ListOptions list) {
        Vox vox = client.vox();
        list.show(
                client,
                vox.regions()::listRegions,
                RegionList::getData,
                RegionList::getNextCursor,
                "regions",
                new TextTable("REGION", "NAME", "TAKES JOBS"),
                (table, region) -> table.row(region.getSlug(), region.getName(), region.getActive()));
    }

    @Command(name = "create", description = "Makes a region; for administrators.")
    void create(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "REGION", description = "Its slug, such as eu-north.") String slug,
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "Its name.") String name) {
        Region region =
                client.vox().regions().createRegion(new NewRegion().slug(slug).name(name), null);
        client.made(region, region.getSlug(), "Made region " + region.getName() + ".");
    }
}
