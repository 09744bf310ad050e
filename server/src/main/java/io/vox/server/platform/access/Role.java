package io.vox.server.platform.access;

/** The standing of a user unless that is none, else the plan. */
public enum Role {
    /** Free. */
    BASIC,
    /** Paid: may keep things private. */
    PREMIUM,
    /** Internal: may curate the mainline. */
    PRINCIPAL,
    /** External, with the rights of a principal. */
    FELLOW
}
