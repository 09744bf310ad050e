package io.vox.server.identity.session;

import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.problem.UnavailableException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id with 19 MiB, 2 passes, 1 lane (OWASP Password Storage Cheat Sheet), in the PHC form that carries its own
 * parameters and salt. Some 35 ms each, on threads of their own, of which there are no more than processors, so that a flood
 * of logins costs memory and time that are bounded, and the kernel lets whoever only reads in between. Thread-safe.
 */
@Singleton
public final class PasswordHash {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PREFIX = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$";

    /** Stands in for the password of somebody who is not there, so that the answer takes as long. */
    private static final String NOBODY = PREFIX + encode(new byte[SALT_BYTES]) + "$" + encode(new byte[HASH_BYTES]);

    private final Semaphore permits;
    private final Duration patience;
    private final ExecutorService workers;
    private final Queue<Blocks> idle;

    @Inject
    PasswordHash() {
        this(Runtime.getRuntime().availableProcessors(), PATIENCE);
    }

    /**
     * Creates one with other bounds.
     *
     * @param atOnce how many may be computed at once
     * @param patience how long one more waits for its turn
     */
    PasswordHash(int atOnce, Duration patience) {
        this.permits = new Semaphore(atOnce, true);
        this.idle = new ArrayBlockingQueue<>(Math.max(1, atOnce));
        this.patience = patience;
        // Requests wait on virtual threads, whose carriers would all compute and serve nobody else.
        this.workers = Executors.newCachedThreadPool(
                Thread.ofPlatform().name("vox-password-", 0).daemon().factory());
    }

    /**
     * Returns what is stored of a password.
     *
     * @throws UnavailableException if too many are computed at the moment
     */
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return PREFIX + encode(salt) + "$" + encode(compute(password, salt));
    }

    /**
     * Whether a password is the one of a stored hash; false without one, in the same time.
     *
     * @throws UnavailableException if too many are computed at the moment
     */
    public boolean matches(String password, @Nullable String stored) {
        String[] fields = (stored == null ? NOBODY : stored).split("\\$", -1);
        byte[] salt = Base64.getDecoder().decode(fields[4]);
        byte[] expected = Base64.getDecoder().decode(fields[5]);
        return MessageDigest.isEqual(expected, compute(password, salt)) && stored != null;
    }

    private byte[] compute(String password, byte[] salt) {
        acquire();
        try {
            return workers.submit(() -> argon2(password, salt)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Argon2 failed", e.getCause());
        } finally {
            permits.release();
        }
    }

    private byte[] argon2(String password, byte[] salt) {
        Blocks found = idle.poll();
        Blocks blocks = found == null ? new Blocks() : found;
        byte[] hash = argon2(password, salt, blocks);
        idle.offer(blocks);
        return hash;
    }

    private static byte[] argon2(String password, byte[] salt, Blocks blocks) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(MEMORY_KIB)
                .withIterations(PASSES)
                .withParallelism(LANES)
                .withSalt(salt)
                .withBlockPool(blocks)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private void acquire() {
        try {
            if (permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw unavailable();
    }

    private static UnavailableException unavailable() {
        return new UnavailableException(
                ProblemCode.UNAVAILABLE,
                "Too many people log in at the moment; try again soon.",
                Duration.ofSeconds(2));
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The memory of one computation, for the next one: making 19 MiB anew each time costs more than clearing them, and has the
     * garbage collector work beside. Of one thread at a time.
     */
    private static final class Blocks implements Argon2BytesGenerator.BlockPool {
        private final Deque<Argon2BytesGenerator.Block> free = new ArrayDeque<>(MEMORY_KIB);

        @Override
        public Argon2BytesGenerator.Block allocate() {
            Argon2BytesGenerator.Block block = free.pollLast();
            return block == null ? new Argon2BytesGenerator.Block() : block;
        }

        @Override
        public void deallocate(Argon2BytesGenerator.Block block) {
            free.addLast(block.clear());
        }
    }
}
