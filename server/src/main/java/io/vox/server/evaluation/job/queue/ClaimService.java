package io.vox.server.evaluation.job.queue;

import io.vox.server.platform.access.Principal;
import io.vox.server.platform.secret.RandomToken;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Hands out jobs, and hears from those who hold them. Thread-safe. */
@Singleton
public class ClaimService {
    private final JobQueue queue;
    private final WaitingRoom room;

    ClaimService(JobQueue queue, WaitingRoom room) {
        this.queue = queue;
        this.room = room;
    }

    /**
     * Claims a job, and waits for one if there is none. Waiting takes no connection to the database.
     *
     * @param wait how long to wait at most
     * @param gone whether the eval agent has hung up meanwhile, so that a job would be lost on it
     * @return empty = there is none
     * @throws SessionEndedException if the session is not the newest of an eval agent of this token
     */
    public Optional<ClaimedJob> claim(Principal.EvalAgent agent, String session, Duration wait, BooleanSupplier gone) {
        byte[] sessionHash = RandomToken.hash(session);
        if (wait.isZero()) {
            return queue.claim(agent, sessionHash);
        }
        long deadline = System.nanoTime() + wait.toNanos();
        try (WaitingRoom.Waiter waiter = room.enter(Scope.of(agent))) {
            Optional<ClaimedJob> claimed = queue.claim(agent, sessionHash);
            while (claimed.isEmpty()
                    && waiter.await(Duration.ofNanos(deadline - System.nanoTime()))
                    && !gone.getAsBoolean()) {
                claimed = queue.claim(agent, sessionHash);
            }
            if (claimed.isPresent()) {
                waiter.found();
            }
            return claimed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * Hears a sign of life, which extends the leases that are still held.
     *
     * @param leases what the eval agent believes to hold
     * @return what to do with each, in the same order
     * @throws SessionEndedException if the session is not the newest of an eval agent of this token
     */
    public List<HeldJob> heartbeat(Principal.EvalAgent agent, String session, List<HeldLease> leases) {
        return queue.heartbeat(agent, RandomToken.hash(session), leases);
    }
}
