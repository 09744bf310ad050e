package io.vox.agent.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.measurement.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes and reads the documents of a run as JSON. Thread-safe. */
public final class ResultJson {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            // A file of a newer version may say more.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private ResultJson() {}

    /** Renders a document; records become objects, nothing is left out. */
    public static String write(Object document) {
        try {
            return MAPPER.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a document could not be written as JSON", impossible);
        }
    }

    /**
     * Reads the timeline of a recording.
     *
     * @throws VoxFault {@code bad_recording} if there is none in the file
     */
    public static Timeline readTimeline(Path file) {
        return read(file, Timeline.class, "timeline");
    }

    /**
     * Reads the result of a run.
     *
     * @throws VoxFault {@code bad_recording} if there is none in the file
     */
    public static ResultDocument readResult(Path file) {
        return read(file, ResultDocument.class, "result");
    }

    private static <T> T read(Path file, Class<T> type, String name) {
        if (!Files.isRegularFile(file)) {
            throw new VoxFault(FaultCode.BAD_ARGUMENT, "no such file: " + file);
        }
        try {
            T value = MAPPER.readValue(file.toFile(), type);
            if (value == null) {
                throw new VoxFault(FaultCode.BAD_RECORDING, file + " holds no " + name);
            }
            return value;
        } catch (JsonProcessingException malformed) {
            String reason = String.valueOf(malformed.getOriginalMessage())
                    .lines()
                    .findFirst()
                    .orElse("malformed");
            throw new VoxFault(FaultCode.BAD_RECORDING, file + " holds no " + name + ": " + reason, malformed);
        } catch (IOException unreadable) {
            throw new VoxFault(FaultCode.BAD_RECORDING, "cannot read " + file, unreadable);
        }
    }
}
