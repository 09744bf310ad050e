package io.vox.agent.run;

import com.fasterxml.jackson.core.JacksonException;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.report.ReportWriter;
import io.vox.measurement.timeline.Timeline;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a run leaves behind: one folder for each conversation, the result and the report.
 *
 * @param runId {@code yyyyMMdd-HHmmss} in UTC and four hexadecimal digits
 */
public record RunFolder(Path path, String runId) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final String RESULT = "result.json";
    private static final String REPORT = "report.html";
    private static final int LONGEST_NAME = 40;

    /**
     * Makes the folder.
     *
     * @param out where it shall be, null = among the runs in the home of Vox
     * @throws VoxFault {@code disk} if it cannot be made
     */
    public static RunFolder create(@Nullable Path out, Map<String, String> environment, Instant now) {
        String runId = STAMP.format(now.atOffset(ZoneOffset.UTC)) + "-"
                + HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());
        Path path = out == null
                ? VoxHome.runs(environment).resolve(runId)
                : out.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            // A run that dies at once must not leave an older run's figures behind.
            Files.deleteIfExists(path.resolve(RESULT));
            Files.deleteIfExists(path.resolve(REPORT));
        } catch (IOException failure) {
            throw disk("create the folder " + path, failure);
        }
        return new RunFolder(path, runId);
    }

    /** The folder of one conversation, not created yet. */
    public Path conversation(int number, String application, String scenario, int repeat) {
        return path.resolve(String.format(
                Locale.ROOT, "%02d-%s-%s-%d", number, plainName(application), plainName(scenario), repeat));
    }

    /** Where the result is. */
    public Path result() {
        return path.resolve(RESULT);
    }

    /** Where the report is. */
    public Path report() {
        return path.resolve(REPORT);
    }

    void writeTimeline(Path conversation, Timeline timeline) {
        write(conversation.resolve("timeline.json"), ResultJson.write(timeline));
    }

    /** Replaces the result in one step, so that there is a whole one at any moment. */
    public void write(ResultDocument document) {
        write(result(), ResultJson.write(document));
    }

    /** Makes the report of the result. */
    public void writeReport() {
        try {
            ReportWriter.write(path);
        } catch (IOException failure) {
            throw disk("write " + report(), failure);
        }
    }

    private static void write(Path file, String text) {
        Path draft = file.resolveSibling("." + file.getFileName() + ".draft");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try {
                Files.writeString(draft, text);
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException failure) {
            throw disk("write " + file, failure);
        }
    }

    /** A fault that says in one line what could not be done on disk, and what to do. */
    public static VoxFault disk(String deed, IOException failure) {
        String reason = switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "a file of that name is in the way";
            case JacksonException json -> json.getOriginalMessage();
            case java.nio.file.FileSystemException system when system.getReason() != null -> system.getReason();
            default -> failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        };
        return new VoxFault(
                FaultCode.DISK,
                "cannot " + deed + ": " + reason + "; free some space or choose another --out",
                failure);
    }

    private static String plainName(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
        if (plain.isEmpty()) {
            return "x";
        }
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
    }
}
