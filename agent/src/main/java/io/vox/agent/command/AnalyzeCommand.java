package io.vox.agent.command;

import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.run.AnalyzedRecording;
import io.vox.agent.run.KeptRecording;
import io.vox.agent.run.RecordingInput;
import io.vox.agent.run.RecordingsLog;
import io.vox.agent.run.ResultDocument;
import io.vox.agent.run.ResultJson;
import io.vox.agent.run.RunFolder;
import io.vox.agent.run.output.Printable;
import io.vox.agent.run.output.RecordingsTable;
import io.vox.agent.run.output.ResultText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures recordings, of Vox or of anything else. */
@Command(
        name = "analyze",
        description = {
            "Measures stereo recordings, caller left and agent right.",
            "Without a timeline both sides are detected (method observed-1). In a run folder each recording is"
                    + " analysed with its own timeline."
        },
        footer = {
            "",
            "Examples:",
            "  vox analyze call.wav",
            "  vox analyze call.wav --swap --json",
            "  vox analyze recording.wav --timeline timeline.json",
            "  vox analyze calls/ --out calls-report"
        })
@SuppressWarnings("NullAway.Init")
final class AnalyzeCommand implements Callable<Integer> {
    private final CommandSurroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "WAV files, or folders of them.")
    private List<Path> paths;

    @Option(names = "--swap", description = "The agent is on the left, the caller on the right.")
    private boolean swap;

    @Option(names = "--timeline", paramLabel = "FILE", description = "What the caller played, of the only recording.")
    private @Nullable Path timeline;

    @Option(names = "--json", description = "Print the result as one JSON document.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write result and report there; else nothing is written.")
    private @Nullable Path out;

    AnalyzeCommand(CommandSurroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<RecordingInput> inputs =
                paths.stream().flatMap(path -> RecordingInput.of(path).stream()).toList();
        Path script = timeline;
        if (script != null) {
            if (inputs.size() != 1) {
                throw new ParameterException(spec.commandLine(), "--timeline belongs to one recording only");
            }
            RecordingInput only = inputs.getFirst();
            inputs = List.of(new RecordingInput(only.file(), only.name(), script));
        }
        List<AnalyzedRecording> recordings =
                inputs.stream().map(input -> AnalyzedRecording.of(input, swap)).toList();
        VoxFault onlyFault = recordings.size() == 1 ? recordings.getFirst().fault() : null;
        if (onlyFault != null) {
            throw onlyFault;
        }
        String name = paths.stream()
                .map(path ->
                        Objects.requireNonNullElse(path.getFileName(), path).toString())
                .collect(Collectors.joining(", "));
        Path kept = out;
        ResultDocument result = kept == null
                ? RecordingsLog.of("analysis", name, recordings, List.of(), Instant.now())
                : keep(kept, name, recordings);
        show(result, recordings);
        return conclude(recordings);
    }

    private ResultDocument keep(Path target, String name, List<AnalyzedRecording> recordings) {
        RunFolder folder = RunFolder.create(target, surroundings.environment(), Instant.now());
        List<String> folders = new ArrayList<>();
        for (AnalyzedRecording recording : recordings) {
            Path place = folder.conversation(
                    folders.size() + 1, "recording", recording.input().name(), 1);
            if (recording.analysis() != null) {
                KeptRecording.keep(recording.input().file(), swap, place);
            }
            folders.add(folder.path().relativize(place).toString());
        }
        ResultDocument result = RecordingsLog.of(folder.runId(), name, recordings, folders, Instant.now());
        folder.write(result);
        folder.writeReport();
        surroundings.err().println("Report: " + folder.report());
        return result;
    }

    private void show(ResultDocument result, List<AnalyzedRecording> recordings) {
        if (json) {
            surroundings.out().print(ResultJson.write(result));
        } else if (recordings.size() == 1) {
            ResultText.lines(result, surroundings.ink()).forEach(surroundings.out()::println);
        } else {
            RecordingsTable.lines(recordings, result, surroundings.ink()).forEach(surroundings.out()::println);
        }
        surroundings.out().flush();
    }

    /** The recordings that can be read are told first, then those that cannot. */
    private int conclude(List<AnalyzedRecording> recordings) {
        int code = 0;
        for (AnalyzedRecording recording : recordings) {
            VoxFault fault = recording.fault();
            if (fault != null) {
                surroundings.err().println("vox: " + Printable.of(fault.line()));
                code = FaultCode.BAD_RECORDING.exitCode().code();
            }
        }
        return code;
    }
}
