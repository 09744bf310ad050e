package io.vox.server.identity.user;

/** Whether an account can be used. */
public enum UserStatus {
    /** Not activated yet. */
    PENDING,
    /** In use. */
    ACTIVE,
    /** Shut out by an administrator. */
    SUSPENDED,
    /** Given up by its owner: nothing of the person is left, and nobody is shown it. */
    DELETED
}
