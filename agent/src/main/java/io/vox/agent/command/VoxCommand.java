package io.vox.agent.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself, which does nothing without a command. */
@Command(
        name = "vox",
        description = "Measures how fast voice AI agents answer and yield, in a real browser.",
        subcommands = {
            TryCommand.class,
            RunCommand.class,
            AnalyzeCommand.class,
            ReportCommand.class,
            LintCommand.class,
            PhantomCommand.class,
            DemoCommand.class,
            AgentCommand.class,
            CompletionCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  vox demo --local                     measure the built-in agent, with the error of each figure",
            "  vox try https://shop.example/talk    measure an agent without writing a scenario",
            "  vox run -a app.yaml -s scenario.yaml --repeat 3",
        })
final class VoxCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(new CommandLine(spec), "a command is missing");
    }
}
