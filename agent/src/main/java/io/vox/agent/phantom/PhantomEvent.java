package io.vox.agent.phantom;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What the phantom's agent did, in its own words.
 *
 * @param type begin, heard, overlap, start, stop, finish or drop
 * @param frame of the agent's context, 48 kHz
 * @param asset what it was saying; null where it said nothing
 * @param assetFrame of a stop: the first frame of the asset that was not played any more
 * @param reason of a start: greeting, answer, recovery, early or backchannel
 * @param utterance number of the caller's utterance it belongs to
 * @param overlap number of the overlap it belongs to
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PhantomEvent(
        String type,
        long frame,
        @Nullable String asset,
        @Nullable Long assetFrame,
        @Nullable String reason,
        int utterance,
        int overlap) {}
