package io.vox.cli.account;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.PasswordOption;
import io.vox.cli.session.Credential;
import io.vox.cli.shell.CliFailure;
import io.vox.cli.shell.Terminal;
import io.vox.sdk.Vox;
import io.vox.sdk.model.RegisterRequest;
import io.vox.sdk.model.Tokens;
import io.vox.sdk.model.Verification;
import io.vox.sdk.model.VerifyRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes an account: asks for it, and for the code of the mail that comes. */
@Command(
        name = "register",
        description = "Makes an account. Where nobody can be asked for the code of the mail, 'verify' takes it.",
        footer = {
            "",
            "Examples:",
            "  vox register --email ada@vox.example --name 'Ada Lovelace'",
            "  vox register --email ada@vox.example --name Ada --password-stdin < password.txt"
        })
public final class RegisterCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ClientOptions client;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PasswordOption password;

    @Option(names = "--email", required = true, paramLabel = "EMAIL", description = "Where the mail goes.")
    @SuppressWarnings("NullAway.Init")
    private String email;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "The name that others see.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Override
    public void run() {
        Vox anonymous = client.anonymous();
        Verification waiting = anonymous
                .auth()
                .registerAccount(new RegisterRequest().email(email).name(name).password(password.chosen()));
        Terminal terminal = client.surroundings().terminal();
        if (!terminal.isInteractive()) {
            client.made(waiting, waiting.getId(), "A mail with a code is on its way; 'vox verify ID CODE' takes it.");
            return;
        }
        client.say("A mail with a code is on its way to " + email + ".");
        String code = terminal.ask("Code").strip();
        if (code.isEmpty()) {
            throw CliFailure.usage("no code was given; 'vox verify " + waiting.getId() + " CODE' takes it");
        }
        Tokens tokens = anonymous
                .auth()
                .verifyEmail(new VerifyRequest().verificationId(waiting.getId()).code(code));
        client.credentials().save(anonymous.options().url(), Credential.of(tokens));
        client.show(tokens.getUser(), List::of);
        client.say("Made account " + tokens.getUser().getUsername() + ", and logged in.");
    }
}
