package io.vox.server.identity.user;

/** What is paid. */
public enum Plan {
    /** Nothing. */
    BASIC,
    /** A subscription or a seat. */
    PREMIUM
}
