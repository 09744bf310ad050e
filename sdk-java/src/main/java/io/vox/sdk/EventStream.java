package io.vox.sdk;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vox.sdk.model.JobEvent;
import io.vox.sdk.model.JobEventType;
import io.vox.sdk.model.JobStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of a job as they happen, oldest first, each once. A connection that breaks is made anew and goes on after the last
 * event. Ends after the event that ends the job. One thread iterates, once; any may close.
 */
public final class EventStream implements Iterable<JobEvent>, AutoCloseable {
    /** The server sends a comment every 15 s. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

    /** With pauses that grow to 8 s this outlasts the restart of a server. */
    private static final int RECONNECTIONS = 10;

    /** The server ends what lasts for minutes, for the client to prove again who it is: that is no failure. */
    private static final Duration LASTING = Duration.ofMinutes(1);

    private static final Set<JobEventType> FINAL =
            EnumSet.of(JobEventType.COMPLETED, JobEventType.FAILED, JobEventType.CANCELED);
    private static final Set<JobStatus> ENDED = EnumSet.of(JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELED);

    private final Vox vox;
    private final Transport transport;
    private final ObjectMapper json;
    private final String jobId;
    private final RetryPolicy policy = new RetryPolicy(RECONNECTIONS);
    private final Iterator<JobEvent> iterator = new Events();

    private long lastSeq;
    private boolean hasEnded;
    private int failures;
    private int eventsOfConnection;
    private Instant connectedAt = Instant.EPOCH;
    private volatile boolean isClosed;
    private volatile @Nullable ServerSentEvents connection;

    EventStream(Vox vox, Transport transport, ObjectMapper json, String jobId, long after) {
        this.vox = vox;
        this.transport = transport;
        this.json = json;
        this.jobId = jobId;
        this.lastSeq = after;
    }

    /**
     * The events, which can be gone through once. {@code hasNext} waits for the next one; it is false after the last one and
     * when the stream was closed.
     */
    @Override
    public Iterator<JobEvent> iterator() {
        return iterator;
    }

    /** Ends the stream; a thread that waits for an event goes on at once. */
    @Override
    public void close() {
        isClosed = true;
        disconnect();
    }

    private @Nullable JobEvent fetch() {
        while (!isClosed && !hasEnded) {
            try {
                JobEvent event = read();
                if (event != null) {
                    return event;
                }
            } catch (VoxException e) {
                disconnect();
                if (isClosed) {
                    return null;
                }
                failures = lasted() ? 1 : failures + 1;
                transport.sleep(policy.pause(e, failures).orElseThrow(() -> e));
            }
        }
        disconnect();
        return null;
    }

    /** Reads the next event; null = the connection has ended, or the event was known. */
    private @Nullable JobEvent read() {
        ServerSentEvents events = connection;
        if (events == null) {
            events = connect();
        }
        ServerSentEvents.Event event;
        try {
            event = events.next();
        } catch (IOException e) {
            throw new NetworkException("The stream of events broke: " + e.getMessage(), e);
        }
        if (event == null) {
            disconnect();
            if (eventsOfConnection == 0 && hasJobEnded()) {
                hasEnded = true;
                return null;
            }
            throw new NetworkException("The stream of events ended before the job did.", null);
        }
        return event.name().equals("job") ? accept(decode(event.data())) : null;
    }

    private @Nullable JobEvent accept(JobEvent event) {
        failures = 0;
        eventsOfConnection++;
        if (event.getSeq() <= lastSeq) {
            return null;
        }
        lastSeq = event.getSeq();
        hasEnded = FINAL.contains(event.getType());
        if (hasEnded) {
            disconnect();
        }
        return event;
    }

    private JobEvent decode(String data) {
        try {
            return json.readValue(data, JobEvent.class);
        } catch (JacksonException e) {
            throw new DecodingException("An event cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private boolean lasted() {
        return !connectedAt.equals(Instant.EPOCH)
                && !connectedAt.plus(LASTING).isAfter(vox.options().clock().instant());
    }

    private ServerSentEvents connect() {
        eventsOfConnection = 0;
        connectedAt = Instant.EPOCH;
        VoxOptions options = vox.options();
        String path = Operations.path(Operations.STREAM_JOB_EVENTS, jobId);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(options.url() + Operations.BASE_PATH + path))
                .header("Accept", "text/event-stream, application/problem+json");
        if (lastSeq > 0) {
            request.header(Operations.LAST_EVENT_ID, Long.toString(lastSeq));
        }
        StreamedBody body = transport
                .open(request.build(), StreamedBody.handler(LONGEST_SILENCE), options.timeout())
                .body();
        ServerSentEvents events = new ServerSentEvents(body);
        connection = events;
        connectedAt = options.clock().instant();
        if (isClosed) {
            body.close();
        }
        return events;
    }

    private void disconnect() {
        ServerSentEvents open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new IllegalStateException("closing a body does not fail", e);
            }
        }
    }

    private boolean hasJobEnded() {
        return ENDED.contains(vox.jobs().getJob(jobId).getStatus());
    }

    private final class Events implements Iterator<JobEvent> {
        private @Nullable JobEvent fetched;

        @Override
        public boolean hasNext() {
            if (fetched == null) {
                fetched = fetch();
            }
            return fetched != null;
        }

        @Override
        public JobEvent next() {
            if (!hasNext() || fetched == null) {
                throw new NoSuchElementException("The stream has ended.");
            }
            JobEvent event = fetched;
            fetched = null;
            return event;
        }
    }
}
