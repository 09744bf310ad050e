package io.vox.sdk;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vox.sdk.model.Artifact;
import io.vox.sdk.model.ArtifactFinish;
import io.vox.sdk.model.ArtifactUpload;
import io.vox.sdk.model.NewArtifact;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;

/** Moves files of jobs, in pieces that fit into memory. */
final class ArtifactTransfer {
    /** A piece that was lost is sent again as a whole. */
    private static final int LARGEST_PIECE = 4 * 1024 * 1024;

    /** Slower than that is taken for broken. */
    private static final long LEAST_BYTES_PER_SECOND = 64 * 1024;

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
    private static final Set<String> BEGIN_AGAIN = Set.of("checksum_mismatch", "upload_incomplete");
    private static final String OFFSET_WRONG = "upload_offset_wrong";

    private final Vox vox;
    private final Transport transport;
    private final ObjectMapper json;
    private final RetryPolicy policy;

    ArtifactTransfer(Vox vox, Transport transport, ObjectMapper json) {
        this.vox = vox;
        this.transport = transport;
        this.json = json;
        this.policy = new RetryPolicy(vox.options().retries());
    }

    Artifact upload(String jobId, String lease, NewArtifact artifact, Path content) throws IOException {
        long size = Files.size(content);
        ArtifactFinish whole = new ArtifactFinish().sizeBytes(size).sha256(sha256(content));
        NewArtifact sized = new NewArtifact()
                .conversation(artifact.getConversation())
                .kind(artifact.getKind())
                .name(artifact.getName())
                .contentType(artifact.getContentType())
                .sizeBytes(size);
        ArtifactUpload upload = vox.daemon().createArtifact(jobId, lease, sized, null);
        String id = upload.getArtifactId();
        sendRest(upload, lease, content, size);
        try {
            return vox.daemon().finishArtifact(id, lease, whole);
        } catch (ConflictException | UnprocessableException e) {
            if (!BEGIN_AGAIN.contains(e.code())) {
                throw e;
            }
            // Once: bytes that are damaged on the way every time are nothing that repetition mends.
            sendRest(vox.daemon().getArtifactUpload(id, lease), lease, content, size);
            return vox.daemon().finishArtifact(id, lease, whole);
        }
    }

    private void sendRest(ArtifactUpload begun, String lease, Path content, long size) throws IOException {
        ArtifactUpload upload = begun;
        int failures = 0;
        while (upload.getReceivedBytes() < size) {
            long before = upload.getReceivedBytes();
            try {
                upload = sendPiece(upload, lease, content, size);
            } catch (VoxException e) {
                failures++;
                awaitNextTry(e, failures);
                upload = vox.daemon().getArtifactUpload(begun.getArtifactId(), lease);
            }
            if (upload.getReceivedBytes() > before) {
                failures = 0;
            }
        }
    }

    private void awaitNextTry(VoxException failure, int failures) {
        boolean isMisplaced = failure instanceof ConflictException e && e.code().equals(OFFSET_WRONG);
        if (isMisplaced && failures <= policy.retries()) {
            return;
        }
        transport.sleep(policy.pause(failure, failures).orElseThrow(() -> failure));
    }

    private ArtifactUpload sendPiece(ArtifactUpload upload, String lease, Path content, long size) throws IOException {
        URI address = URI.create(upload.getUploadUrl());
        if (address.isAbsolute()) {
            HttpRequest request = request(upload, address, BodyPublishers.ofFile(content));
            transport.openForeign(request, BodyHandlers.discarding(), timeout(size));
            return upload.receivedBytes(size);
        }
        long offset = upload.getReceivedBytes();
        int length = (int) Math.min(size - offset, Math.min(LARGEST_PIECE, upload.getMaxChunkBytes()));
        URI place = URI.create(vox.options().url() + upload.getUploadUrl() + (address.getRawQuery() == null ? "?" : "&")
                + "offset=" + offset);
        HttpRequest request = request(upload, place, BodyPublishers.ofByteArray(read(content, offset, length)));
        request = HttpRequest.newBuilder(request, (name, value) -> true)
                .setHeader(Operations.LEASE, lease)
                .build();
        byte[] answer = transport
                .open(request, BodyHandlers.ofByteArray(), timeout(length))
                .body();
        try {
            return json.readValue(answer, ArtifactUpload.class);
        } catch (JacksonException e) {
            throw new DecodingException("The state of an upload cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static HttpRequest request(ArtifactUpload upload, URI address, BodyPublisher bytes) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).method(upload.getMethod().getValue(), bytes);
        upload.getHeaders().forEach(request::setHeader);
        return request.build();
    }

    private Duration timeout(long bytes) {
        return vox.options().timeout().plusSeconds(bytes / LEAST_BYTES_PER_SECOND);
    }

    private static byte[] read(Path content, long offset, int length) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(content)) {
            channel.position(offset);
            while (piece.hasRemaining()) {
                if (channel.read(piece) < 0) {
                    throw new IOException(content + " became shorter while it was uploaded.");
                }
            }
        }
        return piece.array();
    }

    void download(String artifactId, Path target) throws IOException {
        Artifact artifact = vox.artifacts().getArtifact(artifactId);
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            String digest = fetch(artifactId, part);
            if (!digest.equals(artifact.getSha256())) {
                throw new DecodingException(
                        "What came of %s is not what was uploaded.".formatted(artifact.getName()), null);
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private String fetch(String artifactId, Path part) throws IOException {
        URI address = URI.create(
                vox.options().url() + Operations.BASE_PATH + Operations.path(Operations.DOWNLOAD_ARTIFACT, artifactId));
        for (int failures = 1; ; failures++) {
            try (InputStream body = transport
                            .open(
                                    HttpRequest.newBuilder(address).build(),
                                    StreamedBody.handler(LONGEST_SILENCE),
                                    vox.options().timeout())
                            .body();
                    OutputStream file = Files.newOutputStream(part)) {
                return copy(body, file);
            } catch (VoxException e) {
                transport.sleep(policy.pause(e, failures).orElseThrow(() -> e));
            }
        }
    }

    /** Copies all bytes and answers their digest. A failure to read is the network's, a failure to write is not. */
    private static String copy(InputStream body, OutputStream file) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[64 * 1024];
        while (true) {
            int count;
            try {
                count = body.read(buffer);
            } catch (IOException e) {
                throw new NetworkException("The download broke: " + e.getMessage(), e);
            }
            if (count < 0) {
                return HexFormat.of().formatHex(digest.digest());
            }
            digest.update(buffer, 0, count);
            file.write(buffer, 0, count);
        }
    }

    private static String sha256(Path content) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream file = Files.newInputStream(content)) {
            for (int count = file.read(buffer); count >= 0; count = file.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
