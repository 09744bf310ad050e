package io.vox.server.platform.setting;

import static io.vox.server.schema.Tables.SETTING;

import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.scheduling.annotation.Scheduled;
import io.vox.server.platform.secret.SecretBox;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is set, as it was some seconds ago at most. Reading costs no query. What no master key opens counts as not set, so that
 * administrators can set it anew. Thread-safe.
 */
@Singleton
public class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

    private final DSLContext database;
    private final SecretBox box;
    private volatile Map<SettingKey, String> values = Map.of();
    private volatile Set<String> closed = Set.of();

    Settings(DSLContext database, SecretBox box) {
        this.database = database;
        this.box = box;
    }

    /** Returns what is set, or what is usual; empty if there is neither. */
    public Optional<String> find(SettingKey key) {
        return Optional.ofNullable(values.getOrDefault(key, key.usual()));
    }

    /** Returns a number that has a usual value. */
    public long count(SettingKey key) {
        return Long.parseLong(find(key).orElseThrow());
    }

    @EventListener
    void onStart(StartupEvent started) {
        refresh();
    }

    @Scheduled(fixedDelay = "3s", initialDelay = "3s")
    @ExecuteOn(TaskExecutors.BLOCKING)
    void run() {
        refresh();
    }

    /** Reads everything anew. */
    void refresh() {
        Map<SettingKey, String> read = new EnumMap<>(SettingKey.class);
        Set<String> notRead = new TreeSet<>();
        database.select(SETTING.KEY, SETTING.SEALED)
                .from(SETTING)
                .where(SETTING.SEALED.isNotNull())
                .forEach(row -> SettingKey.find(row.value1())
                        .ifPresent(key -> open(key, row.value2())
                                .ifPresentOrElse(value -> read.put(key, value), () -> notRead.add(key.key()))));
        values = read;
        if (!notRead.equals(closed)) {
            LOG.warn("Settings that no master key opens count as not set: {}", notRead);
            closed = Set.copyOf(notRead);
        }
    }

    /** Opens a value; empty if no master key does. */
    Optional<String> open(SettingKey key, String sealed) {
        try {
            return Optional.of(box.open(context(key.key()), sealed));
        } catch (IllegalStateException closedForGood) {
            return Optional.empty();
        }
    }

    static String context(String key) {
        return "setting " + key;
    }
}
