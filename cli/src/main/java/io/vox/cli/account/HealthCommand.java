package io.vox.cli.account;

import io.vox.cli.option.ClientOptions;
import io.vox.sdk.Vox;
import io.vox.sdk.model.Health;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells whether the server is well; asks once. */
@Command(
        name = "health",
        description = "Tells whether the server can work; exit code 7 if not.",
        footer = {"", "Examples:", "  vox health", "  vox health --live --url https://vox.example"})
public final class HealthCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ClientOptions client;

    @Option(names = "--live", description = "Only whether it runs, without its database.")
    private boolean live;

    @Override
    public void run() {
        Vox once = client.anonymous().toBuilder().retries(0).build();
        Health health = live ? once.health().getLiveness() : once.health().getReadiness();
        client.show(health, () -> List.of(health.getStatus() + " " + health.getVersion()));
    }
}
