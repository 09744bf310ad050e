package io.vox.agent.speech;

/**
 * What a transcriber understood.
 *
 * @param text words in lower case, one space between them; empty if nothing was understood
 */
public record Transcript(String text) {}
