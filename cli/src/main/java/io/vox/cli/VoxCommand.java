package io.vox.cli;

import io.vox.cli.account.AccountCommand;
import io.vox.cli.account.ActivateCommand;
import io.vox.cli.account.AuditCommand;
import io.vox.cli.account.HealthCommand;
import io.vox.cli.account.KeysCommand;
import io.vox.cli.account.LoginCommand;
import io.vox.cli.account.LogoutCommand;
import io.vox.cli.account.PasswordCommand;
import io.vox.cli.account.RegisterCommand;
import io.vox.cli.account.SecretsCommand;
import io.vox.cli.account.SetupCommand;
import io.vox.cli.account.VerifyCommand;
import io.vox.cli.account.WhoamiCommand;
import io.vox.cli.admin.MailsCommand;
import io.vox.cli.admin.SettingsCommand;
import io.vox.cli.admin.UsersCommand;
import io.vox.cli.board.LeaderboardCommand;
import io.vox.cli.board.RealtimeCommand;
import io.vox.cli.catalog.EvalSetsCommand;
import io.vox.cli.catalog.ProjectsCommand;
import io.vox.cli.catalog.ProvidersCommand;
import io.vox.cli.catalog.RegionsCommand;
import io.vox.cli.catalog.WorkflowsCommand;
import io.vox.cli.fleet.EvalAgentsCommand;
import io.vox.cli.fleet.TokensCommand;
import io.vox.cli.work.JobsCommand;
import io.vox.cli.work.ResultsCommand;
import io.vox.cli.work.RunCommand;
import io.vox.cli.work.RunsCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself, which does nothing without a command. Commands of other programs are told of, not known. */
@Command(
        name = "vox",
        description = "Finds out how good voice AI agents really are.",
        commandListHeading = "%nWith a server:%n",
        footer = {
            "",
            "The whole of it at once:",
            "  demo          Starts a server and an eval agent, has the built-in agent measured, shows the leaderboard.",
            "",
            "On this machine alone, each with its own --help:",
            "  demo --local  Measures the built-in agent and shows the error of each figure.",
            "  try           Measures an agent by its web page, without a scenario.",
            "  run -a        Measures an agent by scenarios in files.",
            "  analyze       Measures recordings.",
            "  report        Opens the report of a run.",
            "  lint          Checks scenarios and applications.",
            "  phantom       Serves the built-in agent.",
            "  completion    Prints a script that completes commands in a shell.",
            "",
            "Programs that go on until they are stopped:",
            "  server start  The server, with a database of its own.",
            "  agent start   An eval agent, which does a server's jobs.",
            "",
            "Examples:",
            "  vox demo",
            "  vox login --url https://vox.example",
            "  vox run --workflow wfl_... --eval-set evs_... --region eu-west --wait",
            "",
            "Exit codes:",
            "  0 pass, 1 failed check or agent fault, 2 usage or refused, 3 inconclusive,",
            "  4 target unavailable, 5 harness fault, 6 timeout, 7 server or network error, 130 canceled"
        })
final class VoxCommand implements Runnable {
    /** The commands, as they are listed. */
    static final List<Class<?>> COMMANDS = List.of(
            SetupCommand.class,
            ActivateCommand.class,
            RegisterCommand.class,
            VerifyCommand.class,
            LoginCommand.class,
            LogoutCommand.class,
            WhoamiCommand.class,
            AccountCommand.class,
            PasswordCommand.class,
            KeysCommand.class,
            SecretsCommand.class,
            AuditCommand.class,
            HealthCommand.class,
            RunCommand.class,
            RunsCommand.class,
            JobsCommand.class,
            ResultsCommand.class,
            LeaderboardCommand.class,
            RealtimeCommand.class,
            RegionsCommand.class,
            ProvidersCommand.class,
            ProjectsCommand.class,
            WorkflowsCommand.class,
            EvalSetsCommand.class,
            EvalAgentsCommand.class,
            TokensCommand.class,
            UsersCommand.class,
            MailsCommand.class,
            SettingsCommand.class);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(new CommandLine(spec), "a command is missing");
    }
}
