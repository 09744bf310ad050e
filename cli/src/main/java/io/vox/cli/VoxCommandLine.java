package io.vox.cli;

import io.vox.cli.output.Printable;
import io.vox.cli.shell.CliVersion;
import io.vox.cli.shell.ExitCode;
import io.vox.cli.shell.Surroundings;
import io.vox.sdk.model.ApiKeyScope;
import io.vox.sdk.model.BoardMetric;
import io.vox.sdk.model.EvalAgentState;
import io.vox.sdk.model.JobStatus;
import io.vox.sdk.model.MailStatus;
import io.vox.sdk.model.MetricsWindow;
import io.vox.sdk.model.ProviderSku;
import io.vox.sdk.model.RealtimeWindow;
import io.vox.sdk.model.Standing;
import io.vox.sdk.model.UserRole;
import io.vox.sdk.model.UserStatus;
import io.vox.sdk.model.Visibility;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line: reads arguments, runs commands and turns whatever they throw into a line and an exit code. */
public final class VoxCommandLine {
    private final Surroundings surroundings;

    public VoxCommandLine(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs the command that the arguments name and answers the exit code. */
    public int execute(String... arguments) {
        int code = commandLine(arguments).execute(arguments);
        surroundings.out().flush();
        surroundings.err().flush();
        return code;
    }

    /** The command line with all commands, or with the only one that is needed: making all takes longer than most run. */
    CommandLine commandLine(String... arguments) {
        CommandLine line = new CommandLine(new VoxCommand(), new CommandFactory(surroundings));
        List<Class<?>> named = VoxCommand.COMMANDS.stream()
                .filter(command -> arguments.length > 0
                        && command.getAnnotation(Command.class).name().equals(arguments[0]))
                .toList();
        (named.isEmpty() ? VoxCommand.COMMANDS : named).forEach(line::addSubcommand);
        line.setOut(new PrintWriter(surroundings.out(), true, surroundings.out().charset()));
        line.setErr(new PrintWriter(surroundings.err(), true, surroundings.err().charset()));
        line.setUnmatchedOptionsArePositionalParams(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.registerConverter(Duration.class, new DurationConverter());
        line.registerConverter(OffsetDateTime.class, new TimeConverter());
        constants(line, ApiKeyScope.class);
        constants(line, BoardMetric.class);
        constants(line, EvalAgentState.class);
        constants(line, JobStatus.class);
        constants(line, MailStatus.class);
        constants(line, MetricsWindow.class);
        constants(line, ProviderSku.class);
        constants(line, RealtimeWindow.class);
        constants(line, Standing.class);
        constants(line, UserRole.class);
        constants(line, UserStatus.class);
        constants(line, Visibility.class);
        line.setParameterExceptionHandler((failure, _) -> usage(failure));
        line.setExecutionExceptionHandler((failure, _, _) -> failure(failure));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        prepare(line);
        return line;
    }

    private static <E extends Enum<E>> void constants(CommandLine line, Class<E> type) {
        line.registerConverter(type, new ConstantConverter<>(type));
    }

    private static void prepare(CommandLine line) {
        // Commands that speak to a server have theirs from ClientOptions, since picocli counts the options of methods.
        if (line.getCommandSpec().findOption("--help") == null) {
            line.getCommandSpec().mixinStandardHelpOptions(true);
        }
        line.getCommandSpec().versionProvider(() -> new String[] {"vox " + CliVersion.current()});
        line.getCommandSpec().usageMessage().width(100);
        line.getSubcommands().values().forEach(VoxCommandLine::prepare);
    }

    private int usage(ParameterException failure) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("bad arguments");
        say(reason + "; see '" + command + " --help'");
        return ExitCode.USAGE.code();
    }

    private int failure(Exception failure) {
        if (!surroundings.variable("VOX_DEBUG").isEmpty()) {
            failure.printStackTrace(surroundings.err());
        }
        say(Failures.line(failure));
        return Failures.code(failure).code();
    }

    private void say(String line) {
        surroundings.say("vox: " + Printable.of(line));
    }
}
