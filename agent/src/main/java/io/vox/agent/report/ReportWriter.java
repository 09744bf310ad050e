package io.vox.agent.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;

/** Writes the report of a finished run. Stateless and thread-safe. */
public final class ReportWriter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESULT = "result.json";
    private static final String REPORT = "report.html";

    private ReportWriter() {}

    /**
     * Writes {@code report.html} from {@code result.json} and the recordings of a run; an older report is replaced in
     * one step or not at all. A missing or broken recording leaves a report without its waveform, which says so.
     *
     * @return the report
     * @throws IOException if result.json cannot be read as a JSON object, or the folder cannot be written
     */
    public static Path write(Path runFolder) throws IOException {
        JsonNode result = JSON.readTree(runFolder.resolve(RESULT).toFile());
        if (result == null || !result.isObject()) {
            throw new IOException(RESULT + " holds no result of a run.");
        }
        Path report = runFolder.resolve(REPORT);
        Path draft = runFolder.resolve("." + REPORT + "." + UUID.randomUUID());
        try {
            try (BufferedWriter out =
                    Files.newBufferedWriter(draft, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW)) {
                writePage(result, runFolder, out);
            }
            Files.move(draft, report, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
        return report;
    }

    private static void writePage(JsonNode result, Path runFolder, Writer out) throws IOException {
        ReportTemplate template = ReportTemplate.load();
        Map<String, ReportTemplate.Content> contents = Map.of(
                "TITLE", page -> page.write(ScriptBlock.text(title(result))),
                "RESULT", page -> page.write(ScriptBlock.json(result)),
                "RECORDINGS", page -> writeRecordings(result, runFolder, page));
        template.write(contents, out);
    }

    private static String title(JsonNode result) {
        String target = result.path("target").path("name").asText("");
        String started = result.path("startedAt").asText("");
        String day = started.length() >= 10 ? started.substring(0, 10) : started;
        return (target.isEmpty() ? "Run" : target) + (day.isEmpty() ? "" : ", " + day) + " - Vox run report";
    }

    private static void writeRecordings(JsonNode result, Path runFolder, Writer out) throws IOException {
        SoundAllowance allowance = new SoundAllowance();
        int index = 0;
        for (JsonNode conversation : result.path("conversations")) {
            ConversationFolder folder =
                    ConversationFolder.of(runFolder, conversation.path("folder").asText("."));
            new RecordingBlock(index, folder, allowance).write(out);
            index++;
        }
    }
}
