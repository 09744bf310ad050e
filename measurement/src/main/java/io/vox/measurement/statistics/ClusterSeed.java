package io.vox.measurement.statistics;

import java.util.List;

/** Seeds for random numbers, derived from the ids of conversations (measurement 3). */
public final class ClusterSeed {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private ClusterSeed() {}

    /** Hashes the ids (FNV-1a), whatever their order. */
    public static long of(List<String> ids) {
        long hash = FNV_OFFSET;
        for (String id : ids.stream().sorted().toList()) {
            for (int i = 0; i < id.length(); i++) {
                hash = (hash ^ id.charAt(i)) * FNV_PRIME;
            }
            hash = (hash ^ '\n') * FNV_PRIME;
        }
        return hash;
    }
}
