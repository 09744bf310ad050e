package io.vox.server.evaluation.project;

import java.time.Instant;

/**
 * A folder for workflows.
 *
 * @param isDefault whether it was made with the workspace
 * @param workflowCount how many workflows are in it, without deleted ones
 */
public record Project(ProjectId id, String name, boolean isDefault, int workflowCount, Instant createdAt) {}
