package io.vox.agent.scenario;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the caller says, and where its sound comes from. */
public sealed interface Utterance {

    /** A recording in any common audio format; the file existed when the scenario was read. */
    record FileUtterance(Path file) implements Utterance {
        public FileUtterance {
            StepRules.requirePresent(file, "file");
        }
    }

    /**
     * A text, spoken by the configured speech synthesis.
     *
     * @param voice name of a voice of that synthesis, null = its default
     */
    record TextUtterance(String text, @Nullable String voice) implements Utterance {
        public TextUtterance {
            StepRules.requireText(text, "text");
            if (voice != null) {
                StepRules.requireText(voice, "voice");
            }
        }
    }

    /**
     * A line of the built-in standard conversation.
     *
     * @param voice one of the voices it was recorded in, null = the voice of the run
     * @param id one of {@link StandardScenarios#CORPUS_IDS}
     */
    record CorpusUtterance(@Nullable String voice, String id) implements Utterance {
        public CorpusUtterance {
            if (voice != null) {
                StepRules.requireText(voice, "voice");
            }
            StepRules.requireText(id, "id");
        }
    }
}
