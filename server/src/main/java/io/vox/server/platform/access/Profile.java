package io.vox.server.platform.access;

import java.time.Instant;

/**
 * What a person and the workspace are called, as the database had it when the request came.
 *
 * @param email in lower case
 * @param username unique, and chosen by the person
 * @param name of the person
 * @param createdAt when the account was made
 * @param workspaceKind whose it is, such as {@code PERSONAL}
 * @param workspaceName of the workspace
 */
public record Profile(
        String email, String username, String name, Instant createdAt, String workspaceKind, String workspaceName) {
    /** Says nothing of a person. */
    @Override
    public String toString() {
        return "Profile[]";
    }
}
