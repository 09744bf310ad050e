package io.vox.server.platform.setting;

import static io.vox.server.schema.Tables.SETTING;

import io.micronaut.context.annotation.Factory;
import io.vox.server.platform.secret.SealedTable;
import io.vox.server.schema.tables.records.SettingRecord;
import jakarta.inject.Singleton;
import java.util.List;

@Factory
final class SettingTable {
    @Singleton
    SealedTable<SettingRecord> settings() {
        return new SealedTable<>(SETTING, SETTING.SEALED, List.of(SETTING.KEY), row -> Settings.context(row.getKey()));
    }
}
