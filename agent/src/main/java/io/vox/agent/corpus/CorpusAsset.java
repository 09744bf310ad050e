package io.vox.agent.corpus;

/**
 * Something said in one voice, ahead of time.
 *
 * @param voice id of the voice
 * @param id what is said, such as {@code q_price}; the same in all voices of a role
 * @param text the words, empty for a sound without words
 * @param file path of the WAV file within the corpus
 * @param sha256 of the file, 64 hexadecimal digits in lower case
 * @param frames length at {@link Corpus#SAMPLE_RATE}
 * @param firstVoicedFrame first voiced sample (measurement 1.2)
 * @param lastVoicedFrame last voiced sample, inclusive, below frames
 * @param licence SPDX identifier
 */
public record CorpusAsset(
        String voice,
        String id,
        Kind kind,
        String text,
        String file,
        String sha256,
        int frames,
        int firstVoicedFrame,
        int lastVoicedFrame,
        String licence) {
    /** What an agent that hears the asset ought to do. */
    public enum Kind {
        /** Answer. */
        RESPONSE,
        /** Stop talking. */
        INTERRUPT,
        /** Go on as if nothing was said. */
        BACKCHANNEL,
        /** Nothing that is measured: half a sentence, a farewell. */
        NONE,
        /** Said by the calibration agent, not by a caller. */
        AGENT
    }

    public CorpusAsset {
        if (firstVoicedFrame < 0 || lastVoicedFrame < firstVoicedFrame || frames <= lastVoicedFrame) {
            throw new IllegalArgumentException("asset " + voice + "/" + id + " has impossible bounds");
        }
    }

    /** Length from first to last voiced sample, both included. */
    public int voicedFrames() {
        return lastVoicedFrame - firstVoicedFrame + 1;
    }
}
