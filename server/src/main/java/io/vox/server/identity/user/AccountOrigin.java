package io.vox.server.identity.user;

/** How an account came to be. */
public enum AccountOrigin {
    /** With the installation. */
    SETUP,
    /** By an administrator, for somebody internal. */
    ADMIN,
    /** By its owner. */
    REGISTRATION,
    /** By its owner, who signed in elsewhere. */
    OIDC;

    /** Whether the person is one of those who run the platform, and so may become Principal (VOX-USER-04). */
    public boolean isInternal() {
        return this == SETUP || this == ADMIN;
    }
}
