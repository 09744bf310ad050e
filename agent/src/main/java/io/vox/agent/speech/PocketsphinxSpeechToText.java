package io.vox.agent.speech;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vox.measurement.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Transcribes English with CMU PocketSphinx: the program {@code pocketsphinx_continuous} of its 0.8 releases, or
 * {@code pocketsphinx} of 5.0 and later. Thread-safe.
 */
public final class PocketsphinxSpeechToText implements SpeechToText {
    private static final int MODEL_RATE = 16_000;
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String continuousProgram;
    private final String program;

    public PocketsphinxSpeechToText() {
        this("pocketsphinx_continuous", "pocketsphinx");
    }

    PocketsphinxSpeechToText(String continuousProgram, String program) {
        this.continuousProgram = continuousProgram;
        this.program = program;
    }

    @Override
    public Transcript transcribe(Pcm sound) throws SpeechException, InterruptedException {
        if (!available()) {
            throw new SpeechException("Nothing can be transcribed: PocketSphinx is missing."
                    + " Install the Debian packages pocketsphinx and pocketsphinx-en-us.");
        }
        try (Scratch scratch = Scratch.create()) {
            Pcm heard = Resampler.resample(sound, MODEL_RATE);
            String file = scratch.file("heard.wav").toString();
            try (WavWriter writer = WavWriter.create(Path.of(file), MODEL_RATE, 1)) {
                writer.write(new float[][] {heard.samples()}, heard.samples().length);
            }
            boolean continuous = Command.isInstalled(continuousProgram);
            List<String> words =
                    continuous ? List.of(continuousProgram, "-infile", file) : List.of(program, "single", file);
            String output = Command.run(words, scratch.folder(), TIME_LIMIT);
            return new Transcript(plain(continuous ? output : textOf(output)));
        } catch (IOException failure) {
            throw new SpeechException("PocketSphinx needs a temporary folder: " + failure.getMessage(), failure);
        }
    }

    /** One JSON object a line, with the text as {@code t}. */
    private static String textOf(String output) throws SpeechException {
        List<String> texts = new ArrayList<>();
        for (String line : output.lines().filter(line -> line.startsWith("{")).toList()) {
            try {
                texts.add(JSON.readTree(line).path("t").asText());
            } catch (JsonProcessingException failure) {
                throw new SpeechException("PocketSphinx wrote something else than a transcript", failure);
            }
        }
        return String.join(" ", texts);
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("<[^>]*>|\\([0-9]+\\)", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    @Override
    public String name() {
        return "pocketsphinx";
    }

    @Override
    public boolean available() {
        return Command.isInstalled(continuousProgram) || Command.isInstalled(program);
    }
}
