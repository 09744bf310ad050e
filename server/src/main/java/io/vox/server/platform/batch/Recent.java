package io.vox.server.platform.batch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers things that never change, those that were used last. Thread-safe. */
public final class Recent<K, V> {
    private static final float LOAD = 0.75f;

    private final Map<K, V> map;

    /** Makes one of at most so many things. */
    public Recent(int most) {
        map = new LinkedHashMap<>(16, LOAD, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** Returns what is remembered; null = nothing. */
    public synchronized @Nullable V find(K key) {
        return map.get(key);
    }

    /** Remembers it from now on. */
    public synchronized void put(K key, V value) {
        map.put(key, value);
    }
}
