package io.vox.agent.speech;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Speaks English with CMU Flite, the {@code flite} program. What was spoken once is kept in memory, by text and voice.
 * Thread-safe.
 */
public final class FliteTextToSpeech implements TextToSpeech {
    private static final String USUAL_VOICE = "slt";
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);
    /** Flite would take anything else for a file or an address to load a voice from. */
    private static final Pattern VOICE_NAME = Pattern.compile("[a-z0-9_]{1,32}");

    private record Request(String text, String voice) {}

    private final String program;
    private final Map<Request, Pcm> spoken = new ConcurrentHashMap<>();

    public FliteTextToSpeech() {
        this("flite");
    }

    FliteTextToSpeech(String program) {
        this.program = program;
    }

    @Override
    public Pcm synthesize(String text, @Nullable String voice) throws SpeechException, InterruptedException {
        if (text.isBlank()) {
            throw new SpeechException("There is no text to speak.");
        }
        Request request = new Request(text.strip(), voice == null ? USUAL_VOICE : voice);
        Pcm known = spoken.get(request);
        if (known != null) {
            return known;
        }
        Pcm fresh = speak(request);
        spoken.put(request, fresh);
        return fresh;
    }

    private Pcm speak(Request request) throws SpeechException, InterruptedException {
        if (!available()) {
            throw new SpeechException("Texts cannot be spoken: the program flite is missing."
                    + " Install the Debian package flite, or speak a file.");
        }
        try (Scratch scratch = Scratch.create()) {
            requireVoice(request.voice(), scratch);
            String file = scratch.file("speech.wav").toString();
            Command.run(
                    List.of(program, "-voice", request.voice(), "-t", request.text(), "-o", file),
                    scratch.folder(),
                    TIME_LIMIT);
            Pcm sound = AudioDecoder.decode(scratch.file("speech.wav"));
            if (sound.samples().length == 0) {
                throw new SpeechException("flite made no sound of the text \"" + request.text() + "\".");
            }
            return sound;
        } catch (IOException failure) {
            throw new SpeechException("flite needs a temporary folder: " + failure.getMessage(), failure);
        }
    }

    /** Flite speaks with its default voice, exit code 0, when it does not know the one that it was asked for. */
    private void requireVoice(String voice, Scratch scratch) throws SpeechException, InterruptedException {
        String listing = Command.run(List.of(program, "-lv"), scratch.folder(), TIME_LIMIT);
        List<String> voices =
                List.of(listing.substring(listing.indexOf(':') + 1).strip().split("\\s+"));
        if (!VOICE_NAME.matcher(voice).matches() || !voices.contains(voice)) {
            throw new SpeechException(
                    "flite has no voice \"" + voice + "\"; it has: " + String.join(", ", voices) + ".");
        }
    }

    @Override
    public String name() {
        return "flite";
    }

    @Override
    public boolean available() {
        return Command.isInstalled(program);
    }
}
