package io.vox.server.platform.setting;

import static io.vox.server.schema.Tables.SETTING;

import io.micronaut.transaction.annotation.Transactional;
import io.vox.server.platform.access.Policy;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.audit.AuditLog;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.problem.InvalidRequestException;
import io.vox.server.platform.problem.NotFoundException;
import io.vox.server.platform.problem.ProblemCode;
import io.vox.server.platform.secret.SecretBox;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Lets administrators see and change settings; each change is written down, without what is secret (ACS-ADMIN-05, -06). */
@Singleton
class SettingService {
    private final DSLContext database;
    private final Policy policy;
    private final SecretBox box;
    private final Settings settings;
    private final AuditLog audit;
    private final Clock clock;

    SettingService(DSLContext database, Policy policy, SecretBox box, Settings settings, AuditLog audit, Clock clock) {
        this.database = database;
        this.policy = policy;
        this.box = box;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** Lists everything that can be set, in the order of the keys. */
    Page<Setting> list(Principal.User principal, PageRequest page) {
        policy.requireAdmin(principal);
        Map<String, Setting> set = database.selectFrom(SETTING)
                .where(SETTING.SEALED.isNotNull())
                .fetchMap(SETTING.KEY, row -> {
                    SettingKey key = SettingKey.find(row.getKey()).orElse(null);
                    return key == null
                            ? null
                            : new Setting(
                                    key,
                                    key.isSecret()
                                            ? null
                                            : settings.open(key, row.getSealed())
                                                    .orElse(null),
                                    true,
                                    row.getUpdatedAt(),
                                    row.getUpdatedBy() == null ? null : new UserId(row.getUpdatedBy()));
                });
        String after = page.after().orElse("");
        return page.page(
                Arrays.stream(SettingKey.values())
                        .filter(key -> key.key().compareTo(after) > 0)
                        .sorted(Comparator.comparing(SettingKey::key))
                        .limit(page.rows())
                        .map(key -> set.getOrDefault(key.key(), new Setting(key, key.usual(), false, null, null)))
                        .toList(),
                setting -> setting.key().key());
    }

    /**
     * Sets something, for all servers within seconds and for this one at once. What logs in to a mail server ends when another
     * mail server is set.
     *
     * @throws NotFoundException if there is no such setting
     * @throws InvalidRequestException if the value makes no sense
     */
    @Transactional
    public void set(Principal.User principal, String key, String value) {
        policy.requireAdmin(principal);
        SettingKey setting = find(key);
        if (!setting.takes(value)) {
            throw new InvalidRequestException("/value", "is none for this setting: " + setting.description());
        }
        // As it is now, whatever this server last saw.
        settings.refresh();
        if (setting == SettingKey.MAIL_HOST
                && settings.find(setting).filter(value::equals).isEmpty()) {
            endMailLogIn();
        }
        Instant now = Instant.now(clock);
        String sealed = box.seal(Settings.context(key), value);
        database.insertInto(SETTING)
                .set(SETTING.KEY, key)
                .set(SETTING.SEALED, sealed)
                .set(SETTING.UPDATED_AT, now)
                .set(SETTING.UPDATED_BY, principal.id().value())
                .onConflict(SETTING.KEY)
                .doUpdate()
                .set(SETTING.SEALED, sealed)
                .set(SETTING.UPDATED_AT, now)
                .set(SETTING.UPDATED_BY, principal.id().value())
                .execute();
        audit.record(AuditLog.Entry.of("setting.changed", key).with("value", setting.isSecret() ? "changed" : value));
        settings.refresh();
    }

    /** Goes back to what is usual; nothing happens if it is already. */
    @Transactional
    public void unset(Principal.User principal, String key) {
        policy.requireAdmin(principal);
        SettingKey setting = find(key);
        if (remove(setting)) {
            if (setting == SettingKey.MAIL_HOST) {
                endMailLogIn();
            }
            settings.refresh();
        }
    }

    /** Removes what was given for one mail server, so that no other is told. */
    private void endMailLogIn() {
        remove(SettingKey.MAIL_USERNAME);
        remove(SettingKey.MAIL_PASSWORD);
    }

    private boolean remove(SettingKey setting) {
        boolean removed = database.deleteFrom(SETTING)
                        .where(SETTING.KEY.eq(setting.key()))
                        .and(SETTING.SEALED.isNotNull())
                        .execute()
                == 1;
        if (removed) {
            audit.record(AuditLog.Entry.of("setting.removed", setting.key()));
        }
        return removed;
    }

    private static SettingKey find(String key) {
        return SettingKey.find(key).orElseThrow(() -> new NotFoundException(ProblemCode.SETTING_NOT_FOUND, "setting"));
    }

    /**
     * A setting.
     *
     * @param value null = secret, neither set nor usual, or set and opened by no master key
     * @param set whether somebody did
     * @param updatedAt null = never
     * @param updatedBy null = nobody
     */
    record Setting(
            SettingKey key,
            @Nullable String value,
            boolean set,
            @Nullable Instant updatedAt,
            @Nullable UserId updatedBy) {}
}
