package io.vox.server.identity.key;

import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts requests by key in memory and adds them to the database every few seconds, so that a request costs no write. A
 * server that is killed forgets the last seconds. Thread-safe.
 */
@Singleton
class KeyUsage {
    private final ConcurrentHashMap<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final ApiKeyStore store;
    private final Clock clock;

    KeyUsage(ApiKeyStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Counts a request. */
    void note(String keyId) {
        add(keyId, 1);
    }

    private void add(String keyId, long count) {
        requests.computeIfAbsent(keyId, id -> new LongAdder()).add(count);
    }

    @Scheduled(fixedDelay = "3s", initialDelay = "3s")
    @ExecuteOn(TaskExecutors.BLOCKING)
    void run() {
        runOnce();
    }

    @PreDestroy
    void close() {
        runOnce();
    }

    /** Adds what was counted to the database. Returns of how many keys. */
    @Transactional
    int runOnce() {
        Map<String, Long> counted = new HashMap<>();
        requests.forEach((id, count) -> {
            long sum = count.sumThenReset();
            if (sum > 0) {
                counted.put(id, sum);
            }
        });
        if (!counted.isEmpty()) {
            Instant now = Instant.now(clock);
            try {
                store.addUsage(LocalDate.ofInstant(now, ZoneOffset.UTC), now, counted);
            } catch (RuntimeException e) {
                counted.forEach(this::add);
                throw e;
            }
        }
        return counted.size();
    }
}
