package io.vox.cli.fleet;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.ListOptions;
import io.vox.cli.output.TextTable;
import io.vox.sdk.Vox;
import io.vox.sdk.model.CreatedEvalAgentToken;
import io.vox.sdk.model.EvalAgentTokenList;
import io.vox.sdk.model.Fleet;
import io.vox.sdk.model.NewEvalAgentToken;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The right of test runners to work. */
@Command(
        name = "tokens",
        description = "Eval agent tokens: the right of test runners to work.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  vox tokens create lab-1 --region eu-west > token.txt",
            "  vox tokens revoke eat_..."
        })
public final class TokensCommand {
    @Command(name = "list", description = "Lists tokens, without their secrets.")
    void list(@Mixin ClientOptions client, @Mixin ListOptions list) {
        Vox vox = client.vox();
        list.show(
                client,
                vox.evalAgentTokens()::listEvalAgentTokens,
                EvalAgentTokenList::getData,
                EvalAgentTokenList::getNextCursor,
                "tokens",
                new TextTable("ID", "NAME", "REGION", "FLEET", "PREFIX", "LAST USED", "EXPIRES", "REVOKED"),
                (table, it) -> table.row(
                        it.getId(),
                        it.getName(),
                        it.getRegion(),
                        it.getFleet(),
                        it.getPrefix(),
                        it.getLastUsedAt(),
                        it.getExpiresAt(),
                        it.getRevokedAt()));
    }

    @Command(name = "create", description = "Makes a token and prints its secret, which is shown only now.")
    void create(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "NAME", description = "Its name.") String name,
            @Option(names = "--region", required = true, paramLabel = "REGION", description = "Where it works.")
                    String region,
            @Option(names = "--public", description = "For the public fleet; for administrators.") boolean isPublic,
            @Option(names = "--expires", paramLabel = "TIME", description = "When it ends, as 2027-01-31T12:00:00Z.")
                    @Nullable
                    OffsetDateTime expires) {
        CreatedEvalAgentToken created = client.vox()
                .evalAgentTokens()
                .createEvalAgentToken(
                        new NewEvalAgentToken()
                                .name(name)
                                .region(region)
                                .fleet(isPublic ? Fleet.PUBLIC : Fleet.WORKSPACE)
                                .expiresAt(expires),
                        null);
        client.made(
                created,
                created.getSecret(),
                "Made token " + created.getToken().getId() + "; its secret is not shown again.");
    }

    @Command(name = "revoke", description = "Revokes a token at once.")
    void revoke(@Mixin ClientOptions client, @Parameters(paramLabel = "ID", description = "Its id.") String id) {
        client.vox().evalAgentTokens().revokeEvalAgentToken(id);
        client.removed(id, "Revoked token " + id + ".");
    }
}
