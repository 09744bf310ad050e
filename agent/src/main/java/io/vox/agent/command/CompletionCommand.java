package io.vox.agent.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        description = "Prints a script that lets a shell complete commands and options.",
        footer = {
            "",
            "Examples:",
            "  source <(vox completion bash)",
            "  vox completion zsh > ~/.vox/completion.zsh && echo 'source ~/.vox/completion.zsh' >> ~/.zshrc"
        })
@SuppressWarnings("NullAway.Init")
final class CompletionCommand implements Callable<Integer> {
    private final CommandSurroundings surroundings;

    /** A shell that is known. */
    enum Shell {
        BASH,
        ZSH
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "bash|zsh", description = "The shell.")
    private Shell shell;

    CompletionCommand(CommandSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String purpose = switch (shell) {
            case BASH -> "# Completion of vox for bash.\n";
            case ZSH -> "# Completion of vox for zsh, by its emulation of bash, which is switched on below.\n";
        };
        surroundings.out().print(purpose + AutoComplete.bash("vox", spec.root().commandLine()));
        return 0;
    }
}
