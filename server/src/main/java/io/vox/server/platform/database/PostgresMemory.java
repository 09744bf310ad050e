package io.vox.server.platform.database;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;

/** How much memory an embedded PostgreSQL may keep pages in: it takes them as it needs them, and nothing at rest. */
public final class PostgresMemory {
    /** PostgreSQL's own default. */
    private static final long LEAST_MB = 128;

    /** With less, a busy queue of jobs has pages written and read back that it will change again. */
    private static final long MOST_MB = 512;

    private static final int PARTS = 16;
    private static final long BYTES_OF_MB = 1 << 20;

    private PostgresMemory() {}

    /** Returns the settings for this machine, or for the container that this process is in. */
    public static Map<String, String> settings() {
        return settings(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize());
    }

    /** Returns the settings for so many bytes. */
    static Map<String, String> settings(long memory) {
        return Map.of("shared_buffers", Math.clamp(memory / PARTS / BYTES_OF_MB, LEAST_MB, MOST_MB) + "MB");
    }
}
