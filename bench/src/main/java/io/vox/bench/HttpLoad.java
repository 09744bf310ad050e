package io.vox.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks the same again and again over some connections that stay open, each as soon as it has the whole answer, and takes the
 * time of each. One thread with a selector, since the machine has other things to do: it is the server that is measured.
 */
final class HttpLoad implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final int LARGEST_HEAD_BYTES = 4096;
    private static final String LENGTH = "\r\ncontent-length:";
    private static final String OK = "HTTP/1.1 200 ";

    private final Selector selector = Selector.open();
    private final List<Exchange> exchanges = new ArrayList<>();
    private final ByteBuffer received = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer request;
    private @Nullable ByteBuffer expected;
    private Latencies latencies = new Latencies();
    private long bytes;
    private boolean ending;

    HttpLoad(URI address, Map<String, String> headers, int connections) throws IOException {
        StringBuilder head = new StringBuilder("GET ")
                .append(address.getRawPath())
                .append(address.getRawQuery() == null ? "" : "?" + address.getRawQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(address.getAuthority())
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        request = ByteBuffer.wrap(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < connections; i++) {
            exchanges.add(new Exchange(address));
        }
    }

    /** Takes an answer from now on only if it has this body. */
    void expect(String body) {
        byte[] wanted = body.getBytes(StandardCharsets.UTF_8);
        expected = ByteBuffer.allocateDirect(wanted.length).put(wanted).flip();
    }

    /**
     * What came of it.
     *
     * @param answerBytes mean size of the bodies
     */
    record Outcome(double requestsPerSecond, double p50Ms, double p99Ms, long answerBytes) {}

    /**
     * Asks for so long.
     *
     * @throws IOException if an answer is not a whole one with status 200, or has another body than is expected
     */
    Outcome run(Duration duration) throws IOException {
        latencies = new Latencies();
        bytes = 0;
        ending = false;
        long begun = System.nanoTime();
        long end = begun + duration.toNanos();
        for (Exchange exchange : exchanges) {
            exchange.ask();
        }
        int open = exchanges.size();
        while (open > 0) {
            selector.select();
            ending = System.nanoTime() >= end;
            for (SelectionKey key : selector.selectedKeys()) {
                if (!((Exchange) key.attachment()).read()) {
                    open--;
                }
            }
            selector.selectedKeys().clear();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Outcome(
                latencies.size() / seconds,
                latencies.percentileMs(50),
                latencies.percentileMs(99),
                bytes / latencies.size());
    }

    @Override
    public void close() throws IOException {
        for (Exchange exchange : exchanges) {
            exchange.channel.close();
        }
        selector.close();
    }

    /** A connection with at most one request under way. */
    private final class Exchange {
        private final SocketChannel channel;
        private final byte[] head = new byte[LARGEST_HEAD_BYTES];
        private int headLength;
        /** Of the body, that are still to come; -1 = the head is. */
        private long missing;

        private long asked;

        Exchange(URI address) throws IOException {
            channel = SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void ask() throws IOException {
            headLength = 0;
            missing = -1;
            asked = System.nanoTime();
            ByteBuffer bytesToSend = request.duplicate();
            while (bytesToSend.hasRemaining()) {
                channel.write(bytesToSend);
            }
        }

        /** Takes what there is; false if the answer is whole and was the last. */
        boolean read() throws IOException {
            received.clear();
            int count = channel.read(received);
            if (count < 0) {
                throw new EOFException("the server closed a connection");
            }
            received.flip();
            if (missing < 0) {
                readHead();
            }
            if (missing < 0) {
                return true;
            }
            requireExpected();
            missing -= received.remaining();
            if (missing != 0) {
                return true;
            }
            latencies.add(System.nanoTime() - asked);
            if (ending) {
                return false;
            }
            ask();
            return true;
        }

        private void requireExpected() throws IOException {
            if (expected != null
                    && !expected.slice((int) (expected.limit() - missing), received.remaining())
                            .equals(received)) {
                throw new IOException("not the answer that was expected");
            }
        }

        private void readHead() throws IOException {
            while (received.hasRemaining()) {
                head[headLength++] = received.get();
                if (headLength >= 4
                        && head[headLength - 1] == '\n'
                        && head[headLength - 2] == '\r'
                        && head[headLength - 3] == '\n') {
                    missing = length(new String(head, 0, headLength, StandardCharsets.US_ASCII));
                    if (expected != null && missing != expected.limit()) {
                        throw new IOException("not the answer that was expected, but of " + missing + " bytes");
                    }
                    bytes += missing;
                    return;
                }
            }
        }

        private static long length(String text) throws IOException {
            int begin = text.toLowerCase(Locale.ROOT).indexOf(LENGTH);
            if (!text.startsWith(OK) || begin < 0) {
                throw new IOException("not an answer to measure: " + text);
            }
            int from = begin + LENGTH.length();
            return Long.parseLong(text.substring(from, text.indexOf('\r', from)).strip());
        }
    }
}
