package io.vox.server.evaluation.artifact;

import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what was left of uploads whose attempt is over. Any number of servers may do so at once. */
@Singleton
class AbandonedUploadsReaper {
    private static final Logger LOG = LoggerFactory.getLogger(AbandonedUploadsReaper.class);
    private static final int BATCH = 100;

    private final ArtifactRepository artifacts;
    private final ObjectStore store;

    AbandonedUploadsReaper(ArtifactRepository artifacts, ObjectStore store) {
        this.artifacts = artifacts;
        this.store = store;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "5m")
    @ExecuteOn(TaskExecutors.BLOCKING)
    void run() {
        try {
            int removed = runOnce();
            if (removed > 0) {
                LOG.info("Removed {} unfinished uploads", removed);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Cannot remove unfinished uploads; trying again: {}", e.toString());
        }
    }

    /** Returns how many were removed. */
    int runOnce() throws IOException {
        int removed = 0;
        List<Artifact> batch;
        do {
            batch = artifacts.abandoned(BATCH);
            for (Artifact artifact : batch) {
                store.remove(artifact.storageKey());
                artifacts.remove(artifact);
                removed++;
            }
        } while (batch.size() == BATCH);
        return removed;
    }
}
