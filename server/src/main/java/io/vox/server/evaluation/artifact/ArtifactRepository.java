package io.vox.server.evaluation.artifact;

import static io.vox.server.schema.Tables.ARTIFACT;
import static io.vox.server.schema.Tables.JOB;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.evaluation.job.JobId;
import io.vox.server.evaluation.job.JobNotFoundException;
import io.vox.server.evaluation.job.queue.HeldLease;
import io.vox.server.evaluation.job.queue.LeaseFence;
import io.vox.server.evaluation.job.queue.LeaseLostException;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.WorkspaceScope;
import io.vox.server.platform.id.Ulid;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.problem.InvalidRequestException;
import io.vox.server.platform.problem.LimitReachedException;
import io.vox.server.platform.problem.NotFoundException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.schema.tables.records.ArtifactRecord;
import io.vox.server.schema.tables.records.JobRecord;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** What is known of files. Thread-safe. */
@Singleton
class ArtifactRepository {
    private static final String READY = "READY";
    private static final String UPLOADING = "UPLOADING";
    private static final int MOST_FILES = 1000;
    private static final long MOST_BYTES = 4L * 1024 * 1024 * 1024;

    private final DSLContext database;

    ArtifactRepository(DSLContext database) {
        this.database = database;
    }

    /** Makes a file of the attempt, or returns the one of the same name. */
    @Transactional
    Artifact create(HeldLease lease, NewArtifact artifact) {
        // Locked, so that two requests at once do not both find room below the limits.
        JobRecord job = database.selectFrom(JOB)
                .where(LeaseFence.holds(lease))
                .forNoKeyUpdate()
                .fetchOptional()
                .orElseThrow(() -> lost(lease));
        Optional<ArtifactRecord> same = database.selectFrom(ARTIFACT)
                .where(ARTIFACT.JOB_ID.eq(job.getId()))
                .and(ARTIFACT.ATTEMPT.eq(job.getAttempt()))
                .and(ARTIFACT.CONVERSATION.isNotDistinctFrom(artifact.conversation()))
                .and(ARTIFACT.NAME.eq(artifact.name()))
                .fetchOptional();
        if (same.isPresent()) {
            return sameAs(artifact, artifact(same.get()));
        }
        requireRoom(job, artifact.sizeBytes());
        String id = Ulid.create(Ulid.ARTIFACT);
        return artifact(database.insertInto(ARTIFACT)
                .set(ARTIFACT.ID, id)
                .set(ARTIFACT.WORKSPACE_ID, job.getWorkspaceId())
                .set(ARTIFACT.JOB_ID, job.getId())
                .set(ARTIFACT.ATTEMPT, job.getAttempt())
                .set(ARTIFACT.CONVERSATION, artifact.conversation())
                .set(ARTIFACT.KIND, artifact.kind().name())
                .set(ARTIFACT.NAME, artifact.name())
                .set(ARTIFACT.CONTENT_TYPE, artifact.contentType())
                .set(ARTIFACT.SIZE_BYTES, artifact.sizeBytes())
                .set(ARTIFACT.STORAGE_KEY, job.getId() + "/" + id)
                .returning()
                .fetchSingle());
    }

    private static Artifact sameAs(NewArtifact wanted, Artifact known) {
        if (wanted.kind() != known.kind()
                || wanted.sizeBytes() != known.sizeBytes()
                || !wanted.contentType().equals(known.contentType())) {
            throw new InvalidRequestException("/name", "is the name of another file of this attempt");
        }
        return known;
    }

    private void requireRoom(JobRecord job, long bytes) {
        var there = database.select(DSL.count(), DSL.coalesce(DSL.sum(ARTIFACT.SIZE_BYTES), BigDecimal.ZERO))
                .from(ARTIFACT)
                .where(ARTIFACT.JOB_ID.eq(job.getId()))
                .fetchSingle();
        if (there.value1() >= MOST_FILES) {
            throw new LimitReachedException("files", MOST_FILES, there.value1());
        }
        long stored = there.value2().longValue();
        if (stored + bytes > MOST_BYTES) {
            throw new LimitReachedException("bytes of files", MOST_BYTES, stored);
        }
    }

    /**
     * Returns a file of the attempt that the lease is of.
     *
     * @throws NotFoundException if there is none of the job that the eval agent may know of
     * @throws LeaseLostException if the lease does not hold, or is of another attempt
     */
    Artifact getHeld(Principal.EvalAgent agent, String lease, String id) {
        Artifact artifact = database.selectFrom(ARTIFACT)
                .where(ARTIFACT.ID.eq(id))
                .and(isKnownTo(agent))
                .fetchOptional(ArtifactRepository::artifact)
                .orElseThrow(ArtifactRepository::notFound);
        if (!database.fetchExists(JOB, holds(agent, lease, artifact))) {
            throw new LeaseLostException();
        }
        return artifact;
    }

    /** Marks a file as complete. Throws as {@link #getHeld}. */
    @Transactional
    Artifact finish(Principal.EvalAgent agent, String lease, String id, byte[] sha256) {
        Artifact artifact = getHeld(agent, lease, id);
        return database.update(ARTIFACT)
                .set(ARTIFACT.STATE, READY)
                .set(ARTIFACT.SHA256, sha256)
                .where(ARTIFACT.ID.eq(id))
                .and(DSL.exists(DSL.selectOne().from(JOB).where(holds(agent, lease, artifact))))
                .returning()
                .fetchOptional(ArtifactRepository::artifact)
                .orElseThrow(LeaseLostException::new);
    }

    Artifact get(WorkspaceScope scope, String id) {
        return database.selectFrom(ARTIFACT)
                .where(ARTIFACT.WORKSPACE_ID.eq(scope.value()))
                .and(ARTIFACT.ID.eq(id))
                .and(ARTIFACT.STATE.eq(READY))
                .fetchOptional(ArtifactRepository::artifact)
                .orElseThrow(ArtifactRepository::notFound);
    }

    Page<Artifact> ofJob(WorkspaceScope scope, String jobId, PageRequest request) {
        return request.page(
                database.selectFrom(ARTIFACT)
                        .where(ARTIFACT.WORKSPACE_ID.eq(scope.value()))
                        .and(ARTIFACT.JOB_ID.eq(jobId))
                        .and(ARTIFACT.STATE.eq(READY))
                        .and(request.above(ARTIFACT.ID))
                        .orderBy(ARTIFACT.ID)
                        .limit(request.rows())
                        .fetch(ArtifactRepository::artifact),
                Artifact::id);
    }

    Map<Integer, String> recordings(WorkspaceScope scope, String jobId) {
        return database.select(ARTIFACT.CONVERSATION, ARTIFACT.ID)
                .from(ARTIFACT)
                .join(JOB)
                .on(JOB.ID.eq(ARTIFACT.JOB_ID))
                .and(JOB.ATTEMPT.eq(ARTIFACT.ATTEMPT))
                .where(ARTIFACT.WORKSPACE_ID.eq(scope.value()))
                .and(ARTIFACT.JOB_ID.eq(jobId))
                .and(ARTIFACT.STATE.eq(READY))
                .and(ARTIFACT.KIND.eq(ArtifactKind.RECORDING.name()))
                .and(ARTIFACT.CONVERSATION.isNotNull())
                .orderBy(ARTIFACT.ID.desc())
                .fetch()
                .intoMap(ARTIFACT.CONVERSATION, ARTIFACT.ID);
    }

    /** Returns uploads that nobody can go on with, begun more than a day ago. */
    List<Artifact> abandoned(int most) {
        return database.selectFrom(ARTIFACT)
                .where(ARTIFACT.STATE.eq(UPLOADING))
                .and(ARTIFACT.CREATED_AT.lt(
                        DSL.field("vox_now() - interval '1 day'", ARTIFACT.CREATED_AT.getDataType())))
                .andNotExists(DSL.selectOne()
                        .from(JOB)
                        .where(JOB.ID.eq(ARTIFACT.JOB_ID))
                        .and(JOB.STATUS.eq("RUNNING"))
                        .and(JOB.ATTEMPT.eq(ARTIFACT.ATTEMPT)))
                .orderBy(ARTIFACT.ID)
                .limit(most)
                .fetch(ArtifactRepository::artifact);
    }

    void remove(Artifact artifact) {
        database.deleteFrom(ARTIFACT)
                .where(ARTIFACT.ID.eq(artifact.id()))
                .and(ARTIFACT.STATE.eq(UPLOADING))
                .execute();
    }

    private static Condition holds(Principal.EvalAgent agent, String lease, Artifact artifact) {
        return LeaseFence.holds(HeldLease.of(new JobId(artifact.jobId()), lease, agent))
                .and(JOB.ATTEMPT.eq(artifact.attempt()));
    }

    /** An eval agent may know of files of the jobs that it may have. */
    private static Condition isKnownTo(Principal.EvalAgent agent) {
        return agent.publicFleet()
                ? DSL.exists(DSL.selectOne()
                        .from(JOB)
                        .where(JOB.ID.eq(ARTIFACT.JOB_ID))
                        .and(JOB.VISIBILITY.eq("PUBLIC")))
                : ARTIFACT.WORKSPACE_ID.eq(agent.workspaceId().value());
    }

    private RuntimeException lost(HeldLease lease) {
        return database.fetchExists(
                        JOB,
                        JOB.ID
                                .eq(lease.jobId().value())
                                .and(
                                        lease.agent().publicFleet()
                                                ? JOB.VISIBILITY.eq("PUBLIC")
                                                : JOB.WORKSPACE_ID.eq(lease.agent()
                                                        .workspaceId()
                                                        .value())))
                ? new LeaseLostException()
                : new JobNotFoundException();
    }

    private static NotFoundException notFound() {
        return new NotFoundException(ProblemCode.ARTIFACT_NOT_FOUND, "file");
    }

    private static Artifact artifact(ArtifactRecord row) {
        return new Artifact(
                row.getId(),
                row.getJobId(),
                row.getAttempt(),
                row.getConversation(),
                ArtifactKind.valueOf(row.getKind()),
                row.getName(),
                row.getContentType(),
                row.getSizeBytes(),
                row.getSha256(),
                row.getStorageKey(),
                row.getCreatedAt());
    }
}
