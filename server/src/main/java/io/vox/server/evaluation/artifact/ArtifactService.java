package io.vox.server.evaluation.artifact;

import io.vox.server.evaluation.artifact.ObjectStore.OffsetWrongException;
import io.vox.server.evaluation.artifact.ObjectStore.SourceFailedException;
import io.vox.server.evaluation.artifact.ObjectStore.StorageFullException;
import io.vox.server.evaluation.artifact.ObjectStore.TooLargeException;
import io.vox.server.evaluation.job.queue.HeldLease;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.problem.ConflictException;
import io.vox.server.platform.problem.InvalidRequestException;
import io.vox.server.platform.problem.NotFoundException;
import io.vox.server.platform.problem.ProblemCode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;

/**
 * Takes files of jobs, and gives them out. What eval agents do throws
 * {@link io.vox.server.evaluation.job.queue.LeaseLostException} unless they hold the job in the attempt that the file is
 * of. No transaction is open while bytes move. Thread-safe.
 */
@Singleton
public class ArtifactService {
    /** Small enough that a broken connection costs little, and that none holds a proxy's buffers for long. */
    private static final int MAX_CHUNK_BYTES = 8 * 1024 * 1024;

    private final ArtifactRepository artifacts;
    private final ObjectStore store;

    ArtifactService(ArtifactRepository artifacts, ObjectStore store) {
        this.artifacts = artifacts;
        this.store = store;
    }

    /**
     * Begins an upload. One of the same name that was begun in this attempt goes on.
     *
     * @throws io.vox.server.platform.problem.LimitReachedException if the job has too many files, or too large ones
     * @throws TransferException if there is no room
     * @throws InvalidRequestException if another file of the attempt has the name
     */
    public ArtifactUpload create(HeldLease lease, NewArtifact artifact) {
        try {
            if (!store.hasRoom(artifact.sizeBytes())) {
                throw TransferException.full();
            }
            return upload(artifacts.create(lease, artifact));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells how far an upload has come. */
    public ArtifactUpload get(Principal.EvalAgent agent, String lease, String id) {
        try {
            return upload(artifacts.getHeld(agent, lease, id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes bytes.
     *
     * @param offset of the first one in the file
     * @param announced how many will come, negative = unknown
     * @throws ConflictException if the upload does not go on there, or is finished
     * @throws TransferException if more bytes come than may, there is no room, or the connection breaks
     */
    public ArtifactUpload append(
            Principal.EvalAgent agent, String lease, String id, long offset, long announced, InputStream bytes) {
        Artifact artifact = artifacts.getHeld(agent, lease, id);
        if (artifact.isReady()) {
            throw new ConflictException(ProblemCode.UPLOAD_FINISHED, "The upload is finished; nothing can be added.");
        }
        long most = Math.min(MAX_CHUNK_BYTES, artifact.sizeBytes() - offset);
        if (announced > most) {
            throw TransferException.tooLarge();
        }
        try {
            return new ArtifactUpload(
                    artifact, store.append(artifact.storageKey(), offset, bytes, most), MAX_CHUNK_BYTES);
        } catch (OffsetWrongException e) {
            throw new ConflictException(
                    ProblemCode.UPLOAD_OFFSET_WRONG,
                    "The server has " + e.size() + " bytes; go on there, or ask again if somebody else is sending.");
        } catch (TooLargeException e) {
            throw TransferException.tooLarge();
        } catch (StorageFullException e) {
            throw TransferException.full();
        } catch (SourceFailedException e) {
            throw TransferException.cutOff();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Finishes an upload. Does nothing the second time.
     *
     * @throws ConflictException if bytes are missing
     * @throws TransferException if the bytes are others; then they are thrown away
     */
    public Artifact finish(Principal.EvalAgent agent, String lease, String id, long sizeBytes, byte[] sha256) {
        Artifact artifact = artifacts.getHeld(agent, lease, id);
        if (artifact.isReady()) {
            if (!Arrays.equals(artifact.sha256(), sha256)) {
                throw TransferException.otherChecksum("The file is finished, with another digest.");
            }
            return artifact;
        }
        try {
            long received = store.size(artifact.storageKey());
            if (received < sizeBytes || received < artifact.sizeBytes()) {
                throw new ConflictException(
                        ProblemCode.UPLOAD_INCOMPLETE, "The server has " + received + " bytes; send the rest first.");
            }
            if (received > sizeBytes || !Arrays.equals(store.digest(artifact.storageKey()), sha256)) {
                store.remove(artifact.storageKey());
                throw TransferException.otherChecksum(
                        "What arrived has another digest and was thrown away; send the file again from 0.");
            }
            store.seal(artifact.storageKey());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return artifacts.finish(agent, lease, id, sha256);
    }

    /**
     * Returns a file that is complete.
     *
     * @throws NotFoundException if there is none, or it is another workspace's
     */
    public Artifact get(WorkspaceScope scope, String id) {
        return artifacts.get(scope, id);
    }

    /** Lists the complete files of a job in the order in which they were begun. */
    public Page<Artifact> ofJob(WorkspaceScope scope, String jobId, PageRequest request) {
        return artifacts.ofJob(scope, jobId, request);
    }

    /** Returns the ids of a job's recordings by the number of the conversation. */
    public Map<Integer, String> recordings(WorkspaceScope scope, String jobId) {
        return artifacts.recordings(scope, jobId);
    }

    /** Opens a part of a complete file. */
    public InputStream open(Artifact artifact, long offset, long length) {
        try {
            return store.open(artifact.storageKey(), offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ArtifactUpload upload(Artifact artifact) throws IOException {
        return new ArtifactUpload(artifact, store.size(artifact.storageKey()), MAX_CHUNK_BYTES);
    }
}
