package io.vox.server.evaluation.artifact;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.ArtifactsApi;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.access.WorkspaceScope;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations of tag Artifacts. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class ArtifactsController implements ArtifactsApi {
    private final ArtifactService artifacts;
    private final CurrentPrincipal principal;

    ArtifactsController(ArtifactService artifacts, CurrentPrincipal principal) {
        this.artifacts = artifacts;
        this.principal = principal;
    }

    @Override
    public io.vox.api.model.Artifact getArtifact(String artifactId) {
        return ArtifactWire.of(artifacts.get(WorkspaceScope.of(principal.user()), artifactId));
    }

    /** A stream of bytes, so not in the generated interface. */
    @Get(value = "/artifacts/{artifactId}/content", produces = MediaType.ALL)
    HttpResponse<StreamedFile> downloadArtifact(
            @PathVariable @Pattern(regexp = "^art_[0-7][0-9a-hjkmnp-tv-z]{25}$") String artifactId,
            @Header(HttpHeaders.RANGE) @Nullable String range) {
        Artifact artifact = artifacts.get(WorkspaceScope.of(principal.user()), artifactId);
        Optional<ByteRange> part = ByteRange.parse(range, artifact.sizeBytes());
        long first = part.map(ByteRange::first).orElse(0L);
        long length = part.map(ByteRange::length).orElse(artifact.sizeBytes());
        StreamedFile file = new StreamedFile(
                artifacts.open(artifact, first, length),
                MediaType.of(artifact.contentType()),
                artifact.createdAt().toEpochMilli(),
                length);
        MutableHttpResponse<StreamedFile> response =
                HttpResponse.status(part.isPresent() ? HttpStatus.PARTIAL_CONTENT : HttpStatus.OK);
        part.ifPresent(bytes -> response.header(HttpHeaders.CONTENT_RANGE, bytes.contentRange(artifact.sizeBytes())));
        return response.header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + artifact.name() + "\"")
                .body(file);
    }
}
