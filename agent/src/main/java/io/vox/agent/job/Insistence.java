package io.vox.agent.job;

import io.vox.sdk.CanceledException;
import io.vox.sdk.ProblemException;
import io.vox.sdk.Sleeper;
import io.vox.sdk.VoxException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Repeats a call until the server has answered it. Only the server itself can refuse: what a proxy answers in its place,
 * and what cannot be read, is as good as no answer. The client that is called must not repeat by itself. Stateless.
 */
public final class Insistence {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Sleeper sleeper;
    private final Consumer<String> talk;

    /**
     * Makes one.
     *
     * @param talk gets a line for each try that failed
     */
    public Insistence(Sleeper sleeper, Consumer<String> talk) {
        this.sleeper = sleeper;
        this.talk = talk;
    }

    /**
     * Calls until there is an answer.
     *
     * @param wanted turns false when no answer is wanted any more
     * @throws VoxException what the server refused it with, or the last failure when it is not wanted any more
     */
    public <T> T until(BooleanSupplier wanted, Supplier<T> call) {
        Backoff backoff = new Backoff(FIRST, LONGEST);
        while (true) {
            try {
                return call.get();
            } catch (VoxException failure) {
                if (isFinal(failure) || !wanted.getAsBoolean()) {
                    throw failure;
                }
                Duration pause = backoff.next();
                talk.accept(failure.getMessage() + " Next try in " + inWords(pause) + ".");
                sleep(pause, failure);
            }
        }
    }

    /** Whether the same call would be answered the same for ever. */
    public static boolean isFinal(VoxException failure) {
        if (failure instanceof CanceledException) {
            return true;
        }
        return failure instanceof ProblemException problem && problem.problem().isPresent() && !problem.isTransient();
    }

    /** The code of a problem of the server's own; empty for anything else. */
    public static String code(VoxException failure) {
        return failure instanceof ProblemException problem && problem.problem().isPresent() ? problem.code() : "";
    }

    private void sleep(Duration pause, VoxException failure) {
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    private static String inWords(Duration pause) {
        return pause.toMillis() < 1000 ? "a moment" : pause.toSeconds() + " s";
    }
}
