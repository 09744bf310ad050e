package io.vox.server.platform.setting;

import io.vox.api.model.Setting;
import io.vox.api.model.SettingList;
import io.vox.server.platform.page.Page;
import java.time.ZoneOffset;

/** Settings as the contract shows them. */
final class SettingWire {
    private SettingWire() {}

    static SettingList of(Page<SettingService.Setting> page) {
        return new SettingList(page.map(SettingWire::of).data(), page.nextCursor());
    }

    private static Setting of(SettingService.Setting setting) {
        return new Setting(
                setting.key().key(),
                setting.key().description(),
                setting.key().isSecret(),
                setting.set(),
                setting.value(),
                setting.updatedAt() == null ? null : setting.updatedAt().atOffset(ZoneOffset.UTC),
                setting.updatedBy() == null ? null : setting.updatedBy().value());
    }
}
