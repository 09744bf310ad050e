package io.vox.server.identity.user;

/** Whether an account can be used. */
public enum UserStatus {
    /** Not activated yet. */
    PENDING,
    /** In use. */
    ACTIVE,
    /** Shut out by an administrator. */
    SUSPENDED
}
