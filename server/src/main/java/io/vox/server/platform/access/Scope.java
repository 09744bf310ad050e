package io.vox.server.platform.access;

/** What an API key may be used for, within what its maker may do. */
public enum Scope {
    /** Every GET. */
    READ,
    /** Begin, cancel and delete runs and jobs. */
    RUN,
    /** Change projects, workflows, eval sets and providers. */
    WRITE,
    /** Keys, tokens, secrets, and what administrators do. */
    ADMIN
}
