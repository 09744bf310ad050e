package io.vox.cli.account;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.PasswordOption;
import io.vox.cli.session.Credential;
import io.vox.sdk.Vox;
import io.vox.sdk.model.PasswordChange;
import io.vox.sdk.model.PasswordResetConfirmation;
import io.vox.sdk.model.PasswordResetRequest;
import io.vox.sdk.model.Tokens;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One's own password. */
@Command(
        name = "password",
        description = "Your own password: change it, or get another when it is lost.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  vox password change",
            "  vox password lost ada@vox.example",
            "  vox password reset TOKEN"
        })
public final class PasswordCommand {
    @Command(name = "change", description = "Changes it; all other sessions end.")
    void change(@Mixin ClientOptions client, @Mixin PasswordOption password) {
        String current = password.existing();
        keep(
                client,
                client.vox()
                        .me()
                        .setMyPassword(
                                new PasswordChange().currentPassword(current).newPassword(password.chosen())));
    }

    @Command(name = "lost", description = "Sends a link to choose another.")
    void lost(
            @Mixin ClientOptions client, @Parameters(paramLabel = "EMAIL", description = "Whose it is.") String email) {
        client.anonymous().auth().requestPasswordReset(new PasswordResetRequest().email(email));
        client.changed(Map.of("asked", true), "If " + email + " has an account, a mail is on its way.");
    }

    @Command(name = "reset", description = "Sets another by the link of the mail, and logs in.")
    void reset(
            @Mixin ClientOptions client,
            @Mixin PasswordOption password,
            @Parameters(paramLabel = "TOKEN", description = "What stands behind the # of the link.") String token) {
        keep(
                client,
                client.anonymous()
                        .auth()
                        .confirmPasswordReset(
                                new PasswordResetConfirmation().token(token).password(password.chosen())));
    }

    private static void keep(ClientOptions client, Tokens tokens) {
        Vox anonymous = client.anonymous();
        client.credentials().save(anonymous.options().url(), Credential.of(tokens));
        client.changed(tokens.getUser(), "The password is set; all other sessions have ended.");
    }
}
