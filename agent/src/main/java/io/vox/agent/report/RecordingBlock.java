package io.vox.agent.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vox.measurement.audio.WavReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the page holds of one conversation's folder: the waveform, the playable copy, a picture of a failure and
 * references to the files themselves. Used once.
 */
final class RecordingBlock {
    private static final String RECORDING = "recording.wav";
    private static final String SCREENSHOT = "failure.png";
    private static final List<String> FILES = List.of(RECORDING, "timeline.json", "console.log", SCREENSHOT);
    private static final long LARGEST_SCREENSHOT_BYTES = 4L << 20;
    private static final int CHUNK_FRAMES = 1 << 14;

    private final int index;
    private final ConversationFolder folder;
    private final SoundAllowance allowance;
    private @Nullable String sound;

    RecordingBlock(int index, ConversationFolder folder, SoundAllowance allowance) {
        this.index = index;
        this.folder = folder;
        this.allowance = allowance;
    }

    void write(Writer out) throws IOException {
        ObjectNode described = describe();
        out.write("<script type=\"application/json\" id=\"recording-" + index + "\">");
        out.write(ScriptBlock.json(described));
        out.write("</script>\n");
        if (sound != null) {
            out.write("<script type=\"text/plain\" id=\"audio-" + index + "\">");
            out.write(sound);
            out.write("</script>\n");
        }
    }

    private ObjectNode describe() {
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        ArrayNode files = described.putArray("files");
        for (String name : FILES) {
            if (folder.find(name).isPresent()) {
                files.addObject().put("name", name).put("href", folder.reference() + name);
            }
        }
        screenshot().ifPresent(picture -> described.put("screenshot", picture));
        Optional<Path> recording = folder.find(RECORDING);
        if (recording.isEmpty()) {
            described.put("problem", "there is no " + RECORDING + " for this conversation");
            return described;
        }
        try (WavReader reader = WavReader.open(recording.get())) {
            read(reader, described);
        } catch (IOException | RuntimeException unreadable) {
            // The figures were computed before and are worth a report even where the sound is lost.
            sound = null;
            described.remove(List.of("peaks", "playableRate", "silentBecause"));
            described.put("problem", RECORDING + " cannot be read (" + reason(unreadable) + ")");
        }
        return described;
    }

    private void read(WavReader reader, ObjectNode described) throws IOException {
        if (reader.channels() < 2 || reader.frames() == 0 || reader.sampleRate() <= 0) {
            described.put(
                    "problem",
                    reader.frames() == 0
                            ? RECORDING + " holds no sound"
                            : RECORDING + " has one channel, so the sides cannot be told apart");
            return;
        }
        PeakEnvelope peaks = new PeakEnvelope(reader.frames(), reader.sampleRate());
        boolean embedded = allowance.take((double) reader.frames() / reader.sampleRate());
        PlayableCopy copy = new PlayableCopy(reader.sampleRate());
        float[][] chunk = new float[2][CHUNK_FRAMES];
        for (int count = reader.read(chunk, 0, CHUNK_FRAMES); count > 0; count = reader.read(chunk, 0, CHUNK_FRAMES)) {
            peaks.accept(chunk[0], chunk[1], count);
            if (embedded) {
                copy.accept(chunk[0], chunk[1], count);
            }
        }
        described
                .put("sampleRate", reader.sampleRate())
                .put("frames", reader.frames())
                .put("bucketFrames", peaks.bucketFrames())
                .put("peaks", peaks.toBase64());
        if (embedded) {
            sound = copy.toDataUri();
            described.put("playableRate", copy.sampleRate());
        } else {
            described.put(
                    "silentBecause",
                    "This recording is too long to be embedded. Open " + RECORDING + " beside this file to listen.");
        }
    }

    private Optional<String> screenshot() {
        return folder.find(SCREENSHOT).flatMap(picture -> {
            try {
                if (Files.size(picture) > LARGEST_SCREENSHOT_BYTES) {
                    return Optional.empty();
                }
                return Optional.of(
                        "data:image/png;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(picture)));
            } catch (IOException unreadable) {
                return Optional.empty();
            }
        });
    }

    private static String reason(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
