package io.vox.cli.account;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.session.Credential;
import io.vox.sdk.Vox;
import io.vox.sdk.model.RefreshTokenRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends a session and forgets it, here even when the server cannot be reached. */
@Command(
        name = "logout",
        description = "Ends the session and forgets it.",
        footer = {"", "Examples:", "  vox logout", "  vox logout --everywhere", "  vox logout --url https://vox.example"
        })
public final class LogoutCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ClientOptions client;

    @Option(names = "--everywhere", description = "End all your sessions, on other machines too.")
    private boolean everywhere;

    @Override
    public void run() {
        if (everywhere) {
            client.vox().auth().logOutEverywhere();
        }
        Vox anonymous = client.anonymous();
        URI server = anonymous.options().url();
        Optional<Credential> credential = client.credentials().find(server);
        client.credentials().remove(server);
        credential
                .map(Credential::refreshToken)
                .filter(token -> !everywhere)
                .ifPresent(token -> anonymous.auth().logOut(new RefreshTokenRequest().refreshToken(token)));
        boolean loggedOut = everywhere || credential.isPresent();
        client.changed(
                Map.of("loggedOut", loggedOut),
                (loggedOut ? "Logged out of " : "Not logged in to ") + server + (everywhere ? ", everywhere." : "."));
    }
}
