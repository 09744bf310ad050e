package io.vox.server.evaluation.job.event;

import io.vox.server.evaluation.job.JobEventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a job.
 *
 * @param seq number within the job, from 1 without gaps
 * @param attempt of which attempt
 * @param message one line for people
 * @param conversation number of the conversation it is about, null = the job as a whole
 * @param conversations how many there will be, null = unknown
 * @param scenario name, null as {@code conversation}
 * @param turn the turn as it was heard live, a JSON object as the contract has it, with {@code TURN}; else null
 */
public record JobEvent(
        int seq,
        JobEventType type,
        Instant at,
        int attempt,
        String message,
        @Nullable Integer conversation,
        @Nullable Integer conversations,
        @Nullable String scenario,
        @Nullable String turn) {}
