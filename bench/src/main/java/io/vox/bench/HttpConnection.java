package io.vox.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A connection that stays open, for one request after the other. Does as little as a client can, since it shares the
 * processors with the server that is measured. Of one thread.
 */
final class HttpConnection {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String LENGTH = "\r\ncontent-length:";
    private static final String OK = "HTTP/1.1 200 ";

    private final String authority;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int length;
    private int body;

    HttpConnection(URI server) throws IOException {
        authority = server.getAuthority();
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /**
     * Sends a request and reads the answer.
     *
     * @throws IOException if that is not a whole one with status 200
     */
    void send(String method, String path, String token, @Nullable String lease, byte[] content) throws IOException {
        String head = method + " " + path + " HTTP/1.1\r\nHost: " + authority + "\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + content.length
                + (lease == null ? "" : "\r\nVox-Lease: " + lease) + "\r\n\r\n";
        byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[headBytes.length + content.length];
        System.arraycopy(headBytes, 0, request, 0, headBytes.length);
        System.arraycopy(content, 0, request, headBytes.length, content.length);
        out.write(request);
        receive();
    }

    /** Returns the text behind a key in the body, up to the next quotation mark. */
    String text(byte[] key) throws IOException {
        for (int i = body; i + key.length < length; i++) {
            int same = 0;
            while (same < key.length && buffer[i + same] == key[same]) {
                same++;
            }
            if (same == key.length) {
                int begin = i + same;
                int end = begin;
                while (buffer[end] != '"') {
                    end++;
                }
                return new String(buffer, begin, end - begin, StandardCharsets.US_ASCII);
            }
        }
        throw new IOException(
                "not the answer that was expected: " + new String(buffer, 0, length, StandardCharsets.UTF_8));
    }

    private void receive() throws IOException {
        length = 0;
        body = -1;
        int end = Integer.MAX_VALUE;
        while (length < end) {
            int count = in.read(buffer, length, buffer.length - length);
            if (count <= 0) {
                throw new EOFException("the server closed a connection, or answered too much");
            }
            length += count;
            if (body < 0 && (body = endOfHead()) > 0) {
                end = body + contentLength(new String(buffer, 0, body, StandardCharsets.US_ASCII));
            }
        }
    }

    private int endOfHead() {
        for (int i = 3; i < length; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private int contentLength(String head) throws IOException {
        int begin = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (!head.startsWith(OK) || begin < 0) {
            throw new IOException("not an answer to measure: " + new String(buffer, 0, length, StandardCharsets.UTF_8));
        }
        int from = begin + LENGTH.length();
        return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
    }
}
