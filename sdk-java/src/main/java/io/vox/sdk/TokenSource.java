package io.vox.sdk;

import java.util.Optional;

/** Gives the token that a call carries. Thread-safe. */
@FunctionalInterface
public interface TokenSource {

    /** Answers the token for the next call; empty = call without one. */
    Optional<String> token();

    /**
     * Answers another token after the server refused one, or the newest if another thread got one meanwhile. The call is then
     * sent again, once.
     *
     * @param refused the token that the server answered 401 to
     * @return empty = there is no other; the call fails with {@link UnauthenticatedException}
     */
    default Optional<String> refresh(String refused) {
        return Optional.empty();
    }

    /** Always the same token. */
    static TokenSource of(String token) {
        Optional<String> always = Optional.of(token);
        return () -> always;
    }

    /** No token. */
    static TokenSource none() {
        return Optional::empty;
    }
}
