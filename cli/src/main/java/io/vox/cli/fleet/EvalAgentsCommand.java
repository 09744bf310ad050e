package io.vox.cli.fleet;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.ListOptions;
import io.vox.cli.output.Fields;
import io.vox.cli.output.TextTable;
import io.vox.sdk.Vox;
import io.vox.sdk.model.EvalAgent;
import io.vox.sdk.model.EvalAgentList;
import io.vox.sdk.model.EvalAgentState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Test runners. */
@Command(
        name = "eval-agents",
        description = "Test runners: the public fleet and your workspace's.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Examples:", "  vox eval-agents list --state idle", "  vox eval-agents show eva_..."})
public final class EvalAgentsCommand {
    @Command(name = "list", description = "Lists eval agents.")
    void list(
            @Mixin ClientOptions client,
            @Mixin ListOptions list,
            @Option(names = "--region", paramLabel = "REGION", description = "Only those in this region.") @Nullable
                    String region,
            @Option(names = "--state", paramLabel = "STATE", description = "Only idle, occupied or offline ones.")
                    @Nullable
                    EvalAgentState state) {
        Vox vox = client.vox();
        list.show(
                client,
                (limit, cursor) -> vox.evalAgents().listEvalAgents(limit, cursor, region, state),
                EvalAgentList::getData,
                EvalAgentList::getNextCursor,
                "eval agents",
                new TextTable("ID", "NAME", "REGION", "FLEET", "STATE", "VERSION", "LAST SEEN"),
                (table, it) -> table.row(
                        it.getId(),
                        it.getName(),
                        it.getRegion(),
                        it.getFleet(),
                        it.getState(),
                        it.getVersion(),
                        it.getLastSeenAt()));
    }

    @Command(name = "show", description = "Shows an eval agent.")
    void show(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "Its id.") String id) {
        EvalAgent agent = client.vox().evalAgents().getEvalAgent(id);
        client.show(
                agent,
                () -> new Fields()
                        .with("Id", agent.getId())
                        .with("Name", agent.getName())
                        .with("Region", agent.getRegion())
                        .with("Fleet", agent.getFleet())
                        .with("State", agent.getState())
                        .with("Version", agent.getVersion())
                        .with("Token", agent.getTokenId())
                        .with("Last seen", agent.getLastSeenAt())
                        .with("Last job", agent.getLastJobAt())
                        .with("Created", agent.getCreatedAt())
                        .with("Expires", agent.getExpiresAt())
                        .lines());
    }
}
