package io.vox.server.evaluation.artifact;

import io.micronaut.http.MediaType;
import io.vox.api.model.ArtifactList;
import io.vox.api.model.ArtifactState;
import io.vox.api.model.UploadMethod;
import io.vox.server.platform.page.Page;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;

/** Files as the contract shows them. */
public final class ArtifactWire {
    private ArtifactWire() {}

    public static io.vox.api.model.Artifact of(Artifact artifact) {
        return new io.vox.api.model.Artifact(
                artifact.id(),
                artifact.jobId(),
                artifact.attempt(),
                artifact.conversation(),
                io.vox.api.model.ArtifactKind.valueOf(artifact.kind().name()),
                artifact.name(),
                artifact.contentType(),
                artifact.sizeBytes(),
                artifact.sha256() == null ? null : HexFormat.of().formatHex(artifact.sha256()),
                artifact.isReady() ? ArtifactState.READY : ArtifactState.UPLOADING,
                artifact.createdAt().atOffset(ZoneOffset.UTC));
    }

    public static ArtifactList of(Page<Artifact> page) {
        return new ArtifactList(page.map(ArtifactWire::of).data(), page.nextCursor());
    }

    public static io.vox.api.model.ArtifactUpload of(ArtifactUpload upload) {
        return new io.vox.api.model.ArtifactUpload(
                upload.artifact().id(),
                "/api/v1/artifacts/" + upload.artifact().id() + "/content",
                UploadMethod.PUT,
                Map.of("Content-Type", MediaType.APPLICATION_OCTET_STREAM),
                upload.receivedBytes(),
                upload.artifact().sizeBytes(),
                upload.maxChunkBytes());
    }

    /** Reads what is to be made. */
    public static NewArtifact read(io.vox.api.model.NewArtifact artifact) {
        return new NewArtifact(
                artifact.getConversation(),
                ArtifactKind.valueOf(artifact.getKind().name()),
                artifact.getName(),
                artifact.getContentType(),
                artifact.getSizeBytes());
    }

    /** Reads a digest. */
    public static byte[] digest(String hexadecimal) {
        return HexFormat.of().parseHex(hexadecimal);
    }
}
