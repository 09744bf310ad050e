package io.vox.agent.conversation;

import io.vox.agent.scenario.ListenStep;
import io.vox.agent.speech.Pcm;
import io.vox.agent.speech.SpeechException;
import io.vox.agent.speech.SpeechToText;
import io.vox.measurement.audio.WavReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Takes the agent's words from the recording and looks for what they must contain. An {@code evaluation} in words needs a
 * judge, and there is none: such a step is not judged unless it fails already for what it does not contain.
 */
record TranscribedListening(SpeechToText transcriber) implements Listening {
    private static final int AGENT = 1;
    /** Before onset and after offset: the frames are those of the live detector, before both sides were put on one clock. */
    private static final int MARGIN_MS = 300;

    @Override
    public Check judge(ListenStep step, Path recording, long fromFrame, long toFrame) {
        String name = Listening.name(step);
        try {
            String heard =
                    transcriber.transcribe(agent(recording, fromFrame, toFrame)).text();
            String words = " " + plain(heard) + " ";
            List<String> missing = step.contains().stream()
                    .filter(text -> !words.contains(" " + plain(text) + " "))
                    .toList();
            String transcript = transcriber.name() + " heard \"" + heard + "\"";
            if (!missing.isEmpty()) {
                return new Check(name, false, "not found: " + String.join(", ", missing) + "; " + transcript);
            }
            if (step.evaluation() != null) {
                return new Check(name, null, "not judged: no_judge; " + transcript);
            }
            return new Check(name, true, transcript);
        } catch (SpeechException | IOException failure) {
            return new Check(name, null, "not judged: " + failure.getMessage());
        } catch (InterruptedException canceled) {
            Thread.currentThread().interrupt();
            return new Check(name, null, "not judged: canceled");
        }
    }

    private static Pcm agent(Path recording, long fromFrame, long toFrame) throws IOException {
        try (WavReader reader = WavReader.open(recording)) {
            long margin = (long) reader.sampleRate() * MARGIN_MS / 1000;
            long from = Math.max(0, fromFrame - margin);
            long to = Math.min(reader.frames(), toFrame + margin);
            int frames = (int) Math.max(0, to - from);
            float[][] samples = new float[reader.channels()][frames];
            reader.seek(from);
            int done = 0;
            while (done < frames) {
                int read = reader.read(samples, done, frames - done);
                if (read <= 0) {
                    break;
                }
                done += read;
            }
            return new Pcm(reader.sampleRate(), samples[AGENT]);
        }
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}']+", " ")
                .strip();
    }
}
