package io.vox.agent.command;

import io.vox.agent.run.ResultDocument;
import io.vox.agent.run.ResultJson;
import io.vox.agent.run.RunFolder;
import io.vox.agent.run.output.CsvReport;
import io.vox.agent.run.output.JUnitReport;
import io.vox.agent.run.output.ResultText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where and how a result is shown: shared by all commands that have one. */
public final class OutputOptions {
    @Option(names = "--report", paramLabel = "FILE", description = "Write a CSV file, a row for each turn.")
    private @Nullable Path csv;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write JUnit XML, also when the run fails.")
    private @Nullable Path junit;

    @Option(names = "--json", description = "Print the result as one JSON document instead of tables.")
    private boolean json;

    /** Whether stdout takes one JSON document and nothing else. */
    public boolean json() {
        return json;
    }

    /**
     * Shows a result as it was asked for.
     *
     * @throws io.vox.agent.fault.VoxFault {@code disk} if a file cannot be written; stdout has the result all the same
     */
    public void show(ResultDocument result, CommandSurroundings surroundings) {
        if (json) {
            surroundings.out().print(ResultJson.write(result));
        } else {
            ResultText.lines(result, surroundings.ink()).forEach(surroundings.out()::println);
        }
        surroundings.out().flush();
        writeFiles(result);
    }

    /** Writes the files that were asked for. */
    void writeFiles(ResultDocument result) {
        Path csvFile = csv;
        if (csvFile != null) {
            write(csvFile, CsvReport.of(result));
        }
        Path junitFile = junit;
        if (junitFile != null) {
            write(junitFile, JUnitReport.of(result));
        }
    }

    private static void write(Path file, String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw RunFolder.disk("write " + file, failure);
        }
    }
}
