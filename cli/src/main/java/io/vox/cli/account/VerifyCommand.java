package io.vox.cli.account;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.session.Credential;
import io.vox.cli.shell.CliFailure;
import io.vox.sdk.Vox;
import io.vox.sdk.model.CodeRequest;
import io.vox.sdk.model.Tokens;
import io.vox.sdk.model.Verification;
import io.vox.sdk.model.VerifyRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves an address, or asks for another mail. */
@Command(
        name = "verify",
        description = "Proves an address by the code or the link of a mail, and logs in.",
        footer = {
            "",
            "Examples:",
            "  vox verify chl_... 402917",
            "  vox verify --token TOKEN",
            "  vox verify chl_... --again"
        })
public final class VerifyCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ClientOptions client;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "What 'register' printed.")
    private @Nullable String id;

    @Parameters(index = "1", arity = "0..1", paramLabel = "CODE", description = "The 6 digits of the mail.")
    private @Nullable String code;

    @Option(names = "--token", paramLabel = "TOKEN", description = "What stands behind the # of the link.")
    private @Nullable String token;

    @Option(names = "--again", description = "Send another mail; what is in the one before works no more.")
    private boolean again;

    @Override
    public void run() {
        Vox anonymous = client.anonymous();
        if (again) {
            if (id == null) {
                throw CliFailure.usage("which registration? 'register' printed its id");
            }
            Verification waiting = anonymous.auth().requestCode(new CodeRequest().verificationId(id));
            client.changed(waiting, "Another mail is on its way.");
            return;
        }
        Tokens tokens = anonymous
                .auth()
                .verifyEmail(new VerifyRequest().verificationId(id).code(code).token(token));
        client.credentials().save(anonymous.options().url(), Credential.of(tokens));
        client.show(tokens.getUser(), List::of);
        client.say("Made account " + tokens.getUser().getUsername() + ", and logged in.");
    }
}
