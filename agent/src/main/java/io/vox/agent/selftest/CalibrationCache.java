package io.vox.agent.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers calibrations that passed, a file each. What cannot be read, or written, is as good as absent: then the host
 * is measured anew.
 */
final class CalibrationCache {
    static final Duration VALIDITY = Duration.ofHours(24);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    CalibrationCache(Path folder) {
        this.folder = folder;
    }

    Optional<Calibration> find(CalibrationKey key, Instant now) {
        try {
            JsonNode json = JSON.readTree(file(key).toFile());
            if (json == null || !json.path("key").asText().equals(key.text())) {
                return Optional.empty();
            }
            Calibration calibration = Calibration.of(
                    number(json, "responseErrorMs"),
                    number(json, "interruptErrorMs"),
                    Instant.parse(json.path("measuredAt").asText()));
            Duration age = Duration.between(calibration.measuredAt(), now);
            boolean valid = calibration.passed() && !age.isNegative() && age.compareTo(VALIDITY) < 0;
            return valid ? Optional.of(calibration) : Optional.empty();
        } catch (IOException | DateTimeException | NumberFormatException corrupt) {
            return Optional.empty();
        }
    }

    void store(CalibrationKey key, Calibration calibration) {
        ObjectNode json = JSON.createObjectNode()
                .put("key", key.text())
                .put("responseErrorMs", calibration.responseErrorMs())
                .put("interruptErrorMs", calibration.interruptErrorMs())
                .put("measuredAt", calibration.measuredAt().toString());
        try {
            Files.createDirectories(folder);
            // Two runs may store at once: each writes a file of its own, and the last one stays.
            Path fresh = Files.createTempFile(folder, "calibration-", ".tmp");
            Files.writeString(fresh, json.toPrettyString());
            Files.move(fresh, file(key), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            // The next run measures anew; this one has what it needs.
        }
    }

    private Path file(CalibrationKey key) {
        return folder.resolve(key.digest() + ".json");
    }

    private static double number(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isNumber()) {
            throw new NumberFormatException(name);
        }
        return value.asDouble();
    }
}
