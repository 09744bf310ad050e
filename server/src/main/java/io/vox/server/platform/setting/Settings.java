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
import org.jooq.DSLContext;

/** What is set, as it was some seconds ago at most. Reading costs no query. Thread-safe. */
@Singleton
public class Settings {
    private final DSLContext database;
    private final SecretBox box;
    private volatile Map<SettingKey, String> values = Map.of();

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
        database.select(SETTING.KEY, SETTING.SEALED)
                .from(SETTING)
                .where(SETTING.SEALED.isNotNull())
                .forEach(row -> SettingKey.find(row.value1())
                        .ifPresent(key -> read.put(key, box.open(context(key.key()), row.value2()))));
        values = read;
    }

    static String context(String key) {
        return "setting " + key;
    }
}
