package io.vox.agent.conversation;

import io.vox.agent.corpus.Corpus;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.scenario.Utterance;
import io.vox.agent.speech.AudioDecoder;
import io.vox.agent.speech.Pcm;
import io.vox.agent.speech.Resampler;
import io.vox.agent.speech.SpeechException;
import io.vox.agent.speech.TextToSpeech;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns utterances of a scenario into sound: files, built-in lines and, by a speech synthesis, text. Not thread-safe. */
public final class SpeechLibrary {
    private final Corpus corpus;
    private final TextToSpeech synthesis;
    private final String voice;
    private final Map<Utterance, Spoken> prepared = new HashMap<>();

    /**
     * Makes a library.
     *
     * @param voice which of the corpus' voices speaks where a line names none
     * @throws VoxFault {@code bad_argument} for an unknown voice
     */
    public SpeechLibrary(Corpus corpus, TextToSpeech synthesis, @Nullable String voice) {
        this.corpus = corpus;
        this.synthesis = synthesis;
        this.voice = voice == null ? corpus.voices().get(0) : voice;
        requireVoice(this.voice);
    }

    /** Makes the sound of {@code utterance}, or takes it from the last time. */
    public Spoken prepare(Utterance utterance) {
        Spoken known = prepared.get(utterance);
        if (known != null) {
            return known;
        }
        Spoken made = switch (utterance) {
            case Utterance.CorpusUtterance line -> line(line);
            case Utterance.FileUtterance file ->
                measured(String.valueOf(file.file().getFileName()), decode(file.file()));
            case Utterance.TextUtterance text -> measured(text.text(), synthesize(text));
        };
        prepared.put(utterance, made);
        return made;
    }

    /** Reads a background sound, 48 kHz mono. */
    float[] background(Path file) {
        return decode(file).samples();
    }

    private Spoken line(Utterance.CorpusUtterance line) {
        String speaker = line.voice() == null ? voice : line.voice();
        requireVoice(speaker);
        return Spoken.of(line.id(), corpus.samples(corpus.asset(speaker, line.id())));
    }

    private void requireVoice(String name) {
        if (!corpus.voices().contains(name)) {
            throw new VoxFault(
                    FaultCode.BAD_ARGUMENT,
                    "unknown voice '" + name + "', known are " + String.join(", ", corpus.voices()));
        }
    }

    private static Pcm decode(Path file) {
        try {
            return Resampler.resample(AudioDecoder.decode(file), Recording.SAMPLE_RATE);
        } catch (SpeechException unreadable) {
            throw new VoxFault(FaultCode.BAD_SCENARIO, file + ": " + unreadable.getMessage(), unreadable);
        } catch (InterruptedException interrupted) {
            throw canceled(interrupted);
        }
    }

    private Pcm synthesize(Utterance.TextUtterance text) {
        try {
            return Resampler.resample(synthesis.synthesize(text.text(), text.voice()), Recording.SAMPLE_RATE);
        } catch (SpeechException failure) {
            throw new VoxFault(FaultCode.NO_SPEECH_SYNTHESIS, String.valueOf(failure.getMessage()), failure);
        } catch (InterruptedException interrupted) {
            throw canceled(interrupted);
        }
    }

    private static VoxFault canceled(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new VoxFault(FaultCode.CANCELED, "canceled while preparing speech", interrupted);
    }

    private static Spoken measured(String label, Pcm pcm) {
        try {
            return Spoken.of(label, pcm.samples());
        } catch (IllegalArgumentException silent) {
            throw new VoxFault(FaultCode.BAD_SCENARIO, "'" + label + "' holds no speech: it is silent", silent);
        }
    }
}
