package io.vox.cli.account;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.PasswordOption;
import io.vox.cli.session.Credential;
import io.vox.sdk.Vox;
import io.vox.sdk.model.ActivateAccountRequest;
import io.vox.sdk.model.Tokens;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Sets the first password of an account and logs in. */
@Command(
        name = "activate",
        description = "Sets the password of a new account and logs in.",
        footer = {"", "Examples:", "  vox activate TOKEN", "  vox activate TOKEN --password-stdin < password.txt"})
public final class ActivateCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ClientOptions client;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PasswordOption password;

    @Parameters(paramLabel = "TOKEN", description = "The activation token.")
    @SuppressWarnings("NullAway.Init")
    private String token;

    @Override
    public void run() {
        Vox anonymous = client.anonymous();
        Tokens tokens = anonymous
                .auth()
                .activateAccount(new ActivateAccountRequest().token(token).password(password.chosen()));
        client.credentials().save(anonymous.options().url(), Credential.of(tokens));
        client.show(tokens.getUser(), List::of);
        client.say("Logged in to %s as %s <%s>."
                .formatted(
                        anonymous.options().url(),
                        tokens.getUser().getName(),
                        tokens.getUser().getEmail()));
    }
}
