package io.vox.cli.account;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.PasswordOption;
import io.vox.cli.session.Credential;
import io.vox.cli.shell.CliFailure;
import io.vox.cli.shell.Surroundings;
import io.vox.sdk.Vox;
import io.vox.sdk.model.LogInRequest;
import io.vox.sdk.model.Tokens;
import io.vox.sdk.model.User;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Begins a session and keeps it for later commands. */
@Command(
        name = "login",
        description = "Logs in and keeps the session for later commands, in VOX_HOME/credentials.json.",
        footer = {
            "",
            "Examples:",
            "  vox login --url https://vox.example",
            "  vox login --email ada@vox.example --password-stdin < password.txt",
            "  vox login --token - < key.txt"
        })
public final class LoginCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ClientOptions client;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PasswordOption password;

    @Option(names = "--email", paramLabel = "EMAIL", description = "Who logs in; asked for unless given.")
    private @Nullable String email;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Keep this API key or access token instead of beginning a session; - reads it from stdin.")
    private @Nullable String token;

    @Option(names = "--admin", description = "Only if it is an administrator who logs in.")
    private boolean admin;

    @Override
    public void run() {
        Vox anonymous = client.anonymous();
        User user = token == null ? begin(anonymous) : keep(anonymous, token);
        client.show(user, List::of);
        client.say("Logged in to %s as %s <%s>.".formatted(anonymous.options().url(), user.getName(), user.getEmail()));
    }

    private User begin(Vox anonymous) {
        LogInRequest request = new LogInRequest().email(email()).password(password.existing());
        Tokens tokens =
                admin ? anonymous.auth().logInAdmin(request) : anonymous.auth().logIn(request);
        client.credentials().save(anonymous.options().url(), Credential.of(tokens));
        return tokens.getUser();
    }

    private User keep(Vox anonymous, String given) {
        String kept =
                given.equals("-") ? client.surroundings().terminal().readLine().strip() : given;
        User user = anonymous.toBuilder().token(kept).build().me().getMe().getUser();
        client.credentials().save(anonymous.options().url(), Credential.of(user.getEmail(), kept));
        return user;
    }

    private String email() {
        if (email != null) {
            return email;
        }
        Surroundings surroundings = client.surroundings();
        if (!surroundings.terminal().isInteractive()) {
            throw CliFailure.usage("there is no terminal to ask who logs in; --email says it");
        }
        return surroundings.terminal().ask("Email").strip();
    }
}
