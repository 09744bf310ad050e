package io.vox.server.evaluation.publication;

/** Who may see and run an item. */
public enum Visibility {
    /** Everyone who is signed in. */
    PUBLIC,
    /** Its workspace only. */
    PRIVATE
}
