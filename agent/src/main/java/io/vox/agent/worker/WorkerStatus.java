package io.vox.agent.worker;

import io.vox.agent.secret.Redactor;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What every part of the worker does right now, in one line; a changed line is told. Thread-safe. */
final class WorkerStatus {
    private final Consumer<String> talk;
    private final Redactor redactor;
    private final Map<String, String> parts = new TreeMap<>();
    private String told = "";

    /**
     * Makes a status of which nothing is known.
     *
     * @param talk gets every line that differs from the one before
     */
    WorkerStatus(Consumer<String> talk, Redactor redactor) {
        this.talk = talk;
        this.redactor = redactor;
    }

    /** A part says what it does. */
    synchronized void set(String part, String words) {
        parts.put(part, words);
        tell();
    }

    /** A part has nothing more to say. */
    synchronized void clear(String part) {
        parts.remove(part);
        tell();
    }

    /** Something a person may want to know, once. */
    void notice(String words) {
        talk.accept(redactor.redact(words));
    }

    /** All parts in one line. */
    synchronized String line() {
        return redactor.redact(parts.entrySet().stream()
                .map(part -> part.getKey() + ": " + part.getValue())
                .collect(Collectors.joining("; ")));
    }

    private void tell() {
        String line = line();
        if (!line.equals(told) && !line.isEmpty()) {
            told = line;
            talk.accept(line);
        }
    }
}
