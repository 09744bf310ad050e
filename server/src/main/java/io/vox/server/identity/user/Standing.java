package io.vox.server.identity.user;

/** What a user is to the platform, whatever is paid. */
public enum Standing {
    /** Nothing special. */
    MEMBER,
    /** Internal: may curate the mainline. */
    PRINCIPAL,
    /** External, with the rights of a principal. */
    FELLOW
}
