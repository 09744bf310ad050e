package io.vox.server.platform.access;

import java.util.Optional;

/** Knows one kind of bearer; implemented by the module that issues it. Thread-safe. */
public interface BearerReader {
    /** Whether the token is of this kind, by its form alone. */
    boolean knows(String token);

    /** Whether {@link #read} may wait, as for the database, and so needs a thread that may. */
    boolean waits();

    /** Returns who the token stands for; empty if it is wrong, expired or revoked. */
    Optional<Principal> read(String token);
}
