package io.vox.cli.account;

import io.vox.cli.option.ClientOptions;
import io.vox.cli.option.PasswordOption;
import io.vox.cli.output.Fields;
import io.vox.cli.shell.CliFailure;
import io.vox.cli.shell.Surroundings;
import io.vox.sdk.Vox;
import io.vox.sdk.model.SetupRequest;
import io.vox.sdk.model.SetupResult;
import io.vox.sdk.model.SetupState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sets up a new server; does nothing to one that is set up. */
@Command(
        name = "setup",
        description = "Sets up a new server: its administrator, the Scout user, first providers and regions.",
        footer = {
            "",
            "The init code is that of the server's environment, or the one in VOX_HOME/keys/init-code.",
            "",
            "Examples:",
            "  vox setup --admin-email admin@vox.example --admin-name Ada --scout-email scout@vox.example",
            "  vox setup --state"
        })
public final class SetupCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ClientOptions client;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PasswordOption password;

    @Option(names = "--state", description = "Only tell whether the server is set up.")
    private boolean state;

    @Option(names = "--init-code", paramLabel = "CODE", description = "Default: VOX_INIT_CODE, else the file.")
    private @Nullable String initCode;

    @Option(names = "--admin-email", paramLabel = "EMAIL", description = "The administrator's; asked for unless given.")
    private @Nullable String adminEmail;

    @Option(names = "--admin-name", paramLabel = "NAME", description = "The administrator's; asked for unless given.")
    private @Nullable String adminName;

    @Option(names = "--scout-email", paramLabel = "EMAIL", description = "The Scout's; asked for unless given.")
    private @Nullable String scoutEmail;

    @Override
    public void run() {
        Vox anonymous = client.anonymous();
        SetupState before = anonymous.setup().getSetup();
        if (state || before.getCompleted()) {
            client.show(before, List::of);
            client.say("The server at %s is %s."
                    .formatted(anonymous.options().url(), before.getCompleted() ? "set up" : "not set up"));
            return;
        }
        SetupRequest request = new SetupRequest()
                .initCode(initCode())
                .adminEmail(given(adminEmail, "--admin-email", "Email of the administrator"))
                .adminName(given(adminName, "--admin-name", "Name of the administrator"))
                .scoutEmail(given(scoutEmail, "--scout-email", "Email of the Scout"))
                .adminPassword(password.chosen());
        SetupResult result = anonymous.setup().completeSetup(request);
        client.show(
                result,
                () -> new Fields()
                        .with("Administrator", result.getAdmin().getEmail())
                        .with("Scout", result.getScout().getEmail())
                        .with("Scout's activation", result.getScoutActivation().getToken())
                        .with("Good until", result.getScoutActivation().getExpiresAt())
                        .lines());
        client.say("Next: 'vox login', and for the Scout 'vox activate'.");
    }

    private String initCode() {
        if (initCode != null) {
            return initCode;
        }
        Surroundings surroundings = client.surroundings();
        String variable = surroundings.variable("VOX_INIT_CODE");
        return variable.isEmpty()
                ? initCodeFile(surroundings.home().resolve("keys").resolve("init-code"))
                : variable;
    }

    private String initCodeFile(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return given(null, "--init-code", "Init code");
        }
    }

    private String given(@Nullable String value, String option, String question) {
        if (value != null) {
            return value;
        }
        Surroundings surroundings = client.surroundings();
        if (!surroundings.terminal().isInteractive()) {
            throw CliFailure.usage("there is no terminal to ask (%s); %s says it".formatted(question, option));
        }
        return surroundings.terminal().ask(question).strip();
    }
}
