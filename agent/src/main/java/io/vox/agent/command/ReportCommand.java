package io.vox.agent.command;

import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.report.ReportWriter;
import io.vox.agent.run.RunFolder;
import io.vox.agent.run.VoxHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens the report of a run. */
@Command(
        name = "report",
        description = "Opens the report of a run in the desktop's browser and prints where it is.",
        footer = {
            "",
            "Examples:",
            "  vox report last",
            "  vox report 20261121-104500-3f2a",
            "  vox report ./my-run --no-open"
        })
@SuppressWarnings("NullAway.Init")
final class ReportCommand implements Callable<Integer> {
    private final CommandSurroundings surroundings;

    @Parameters(
            arity = "0..1",
            defaultValue = "last",
            paramLabel = "RUN",
            description = "A run folder, the id of a run, or 'last' (default: ${DEFAULT-VALUE}).")
    private String run;

    @Option(names = "--no-open", description = "Only print where the report is.")
    private boolean closed;

    ReportCommand(CommandSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path folder = find();
        Path report = folder.resolve("report.html");
        try {
            if (!Files.isRegularFile(report)) {
                ReportWriter.write(folder);
            }
        } catch (IOException failure) {
            throw RunFolder.disk("write " + report, failure);
        }
        surroundings.out().println(report);
        surroundings.out().flush();
        if (!closed) {
            open(report);
        }
        return 0;
    }

    private Path find() {
        Path runs = VoxHome.runs(surroundings.environment());
        if (run.equals("last")) {
            return last(runs).orElseThrow(() -> new VoxFault(FaultCode.BAD_ARGUMENT, "there is no run in " + runs));
        }
        try {
            return Stream.of(
                            Path.of(run).toAbsolutePath().normalize(),
                            runs.resolve(run).normalize())
                    .filter(ReportCommand::isRun)
                    .findFirst()
                    .orElseThrow(() -> new VoxFault(
                            FaultCode.BAD_ARGUMENT, "no run '" + run + "': neither a run folder nor one in " + runs));
        } catch (InvalidPathException odd) {
            throw new VoxFault(FaultCode.BAD_ARGUMENT, "no run '" + run + "'", odd);
        }
    }

    private static Optional<Path> last(Path runs) {
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            // Names begin with the time.
            return folders.filter(ReportCommand::isRun).max(Comparator.naturalOrder());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve("result.json"));
    }

    private void open(Path report) {
        Map<String, String> environment = surroundings.environment();
        boolean mac = System.getProperty("os.name").startsWith("Mac");
        boolean display = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        if (!mac && !display) {
            return;
        }
        try {
            new ProcessBuilder(mac ? "open" : "xdg-open", report.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException notThere) {
            surroundings.err().println("No program here opens it; open the file in a browser.");
        }
    }
}
