package io.vox.sdk;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as it comes in. Unlike the JDK's stream it does not wait for ever for a peer that fell silent. One
 * thread reads; any may close.
 */
final class StreamedBody extends InputStream implements Flow.Subscriber<List<ByteBuffer>> {
    /** What the connection hands over: bytes, or its end. */
    private record Part(
            @Nullable ByteBuffer bytes, @Nullable Throwable failure) {}

    private static final Part END = new Part(null, null);
    private static final Part CLOSED = new Part(null, new IOException("The stream was closed."));

    private final Duration longestSilence;
    private final LinkedBlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;
    private Part current = new Part(ByteBuffer.allocate(0), null);

    private StreamedBody(Duration longestSilence) {
        this.longestSilence = longestSilence;
    }

    /** Streams a body, failing when nothing comes for so long. */
    static BodyHandler<StreamedBody> handler(Duration longestSilence) {
        return info -> subscribe(longestSilence);
    }

    private static BodySubscriber<StreamedBody> subscribe(Duration longestSilence) {
        return BodySubscribers.mapping(BodySubscribers.ofPublisher(), publisher -> {
            StreamedBody body = new StreamedBody(longestSilence);
            publisher.subscribe(body);
            return body;
        });
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        if (closed) {
            subscription.cancel();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        buffers.forEach(buffer -> parts.add(new Part(buffer, null)));
        if (buffers.isEmpty()) {
            requestMore();
        }
    }

    @Override
    public void onError(Throwable failure) {
        parts.add(new Part(null, failure));
    }

    @Override
    public void onComplete() {
        parts.add(END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            ByteBuffer bytes = current.bytes();
            if (bytes == null) {
                return endOrFailure(current.failure());
            }
            if (bytes.hasRemaining()) {
                int count = Math.min(length, bytes.remaining());
                bytes.get(target, offset, count);
                return count;
            }
            current = await();
        }
    }

    @Override
    public int available() {
        ByteBuffer bytes = current.bytes();
        return bytes == null ? 0 : bytes.remaining();
    }

    @Override
    public void close() {
        closed = true;
        Flow.Subscription running = subscription;
        if (running != null) {
            running.cancel();
        }
        parts.add(CLOSED);
    }

    private Part await() throws IOException {
        Part part = parts.poll();
        if (part != null) {
            return part;
        }
        requestMore();
        try {
            part = parts.poll(longestSilence.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The thread was interrupted.");
        }
        if (part == null) {
            close();
            throw new HttpTimeoutException("nothing came for %d s".formatted(longestSilence.toSeconds()));
        }
        return part;
    }

    private void requestMore() {
        Flow.Subscription running = subscription;
        if (running != null) {
            running.request(1);
        }
    }

    private static int endOrFailure(@Nullable Throwable failure) throws IOException {
        if (failure == null) {
            return -1;
        }
        if (failure instanceof EOFException || !(failure instanceof IOException io)) {
            throw new IOException(failure.getMessage(), failure);
        }
        throw io;
    }
}
