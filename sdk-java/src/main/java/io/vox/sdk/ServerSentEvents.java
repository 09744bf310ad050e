package io.vox.sdk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Reads events from a body of type {@code text/event-stream}, as the HTML standard section 9.2 has it. */
final class ServerSentEvents implements AutoCloseable {
    /** One event: its name, {@code message} unless given, and its lines of data. */
    record Event(String name, String data) {}

    private final InputStream body;
    private final BufferedReader lines;

    ServerSentEvents(InputStream body) {
        this.body = body;
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /**
     * Waits for the next event.
     *
     * @return null = the stream has ended; an event that was not yet finished does not count
     */
    @Nullable
    Event next() throws IOException {
        String name = "message";
        StringJoiner data = new StringJoiner("\n");
        boolean hasData = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (hasData) {
                    return new Event(name, data.toString());
                }
                name = "message";
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            if (field.equals("data")) {
                data.add(value);
                hasData = true;
            } else if (field.equals("event")) {
                name = value;
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        // Not the reader, whose lock is held by a thread that waits for a line.
        body.close();
    }
}
