package io.vox.server.evaluation.region;

import java.time.Instant;

/**
 * A place from which is measured.
 *
 * @param slug such as {@code eu-west}; never changes
 * @param active whether new jobs may name it
 */
public record Region(String slug, String name, boolean active, Instant createdAt) {}
