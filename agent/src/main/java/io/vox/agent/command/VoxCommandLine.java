package io.vox.agent.command;

import io.vox.agent.browser.BrowserDriver;
import io.vox.agent.fault.ExitCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.run.ToolVersion;
import io.vox.agent.run.output.Printable;
import io.vox.agent.scenario.ScenarioException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** The command line: reads arguments, runs commands and turns whatever they throw into a line and an exit code. */
public final class VoxCommandLine {
    private static final List<String> EXIT_CODES = List.of(
            "",
            "Exit codes:",
            "  0 pass, 1 failed check or agent fault, 2 usage, 3 inconclusive, 4 target unavailable,",
            "  5 harness fault, 6 timeout, 7 server or network error, 130 canceled");

    private static final Set<String> MEASURING = Set.of("demo", "try", "run");
    private static final Set<String> ASKING = Set.of("-h", "--help", "-V", "--version");

    private final CommandSurroundings surroundings;

    public VoxCommandLine(CommandSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Lets start meanwhile what the arguments look like needing: a browser's driver takes longer to start than the command
     * line takes to be read.
     */
    public static void announce(String... arguments) {
        List<String> words = List.of(arguments);
        if (!words.isEmpty() && MEASURING.contains(words.getFirst()) && Collections.disjoint(words, ASKING)) {
            BrowserDriver.expect();
        }
    }

    /** Runs the command that the arguments name and answers the exit code. */
    public int execute(String... arguments) {
        int code = commandLine().execute(arguments);
        surroundings.out().flush();
        surroundings.err().flush();
        return code;
    }

    /** The command line with all its commands. */
    CommandLine commandLine() {
        CommandLine line = new CommandLine(new VoxCommand(), new CommandFactory(surroundings));
        line.setOut(new PrintWriter(surroundings.out(), true, surroundings.out().charset()));
        line.setErr(new PrintWriter(surroundings.err(), true, surroundings.err().charset()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUnmatchedOptionsArePositionalParams(false);
        line.registerConverter(java.time.Duration.class, new DurationConverter());
        line.setParameterExceptionHandler((failure, _) -> usage(failure));
        line.setExecutionExceptionHandler((failure, _, _) -> failure(failure));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                surroundings.ink() == io.vox.agent.run.output.Ink.COLOURED
                        ? CommandLine.Help.Ansi.ON
                        : CommandLine.Help.Ansi.OFF));
        prepare(line);
        return line;
    }

    private static void prepare(CommandLine line) {
        line.getCommandSpec().mixinStandardHelpOptions(true);
        line.getCommandSpec().versionProvider(() -> new String[] {"vox " + ToolVersion.current()});
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        List<String> footer = new ArrayList<>(Arrays.asList(usage.footer()));
        footer.addAll(EXIT_CODES);
        usage.footer(footer.toArray(String[]::new));
        usage.width(100);
        line.getSubcommands().values().forEach(VoxCommandLine::prepare);
    }

    private int usage(ParameterException failure) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("bad arguments");
        say(reason + "; see '" + command + " --help'");
        return ExitCode.USAGE.code();
    }

    private int failure(Exception failure) {
        if (!surroundings.environment().getOrDefault("VOX_DEBUG", "").isEmpty()) {
            failure.printStackTrace(surroundings.err());
        }
        return switch (failure) {
            case VoxFault fault -> {
                say(fault.line());
                yield fault.code().exitCode().code();
            }
            case ScenarioException wrong -> {
                wrong.problems().forEach(problem -> say(problem.toString()));
                yield ExitCode.USAGE.code();
            }
            default -> {
                say("unexpected: " + failure + "; VOX_DEBUG=1 shows where");
                yield ExitCode.HARNESS_FAULT.code();
            }
        };
    }

    private void say(String line) {
        surroundings.err().println("vox: " + Printable.of(line));
    }
}
