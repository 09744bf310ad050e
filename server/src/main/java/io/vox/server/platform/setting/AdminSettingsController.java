package io.vox.server.platform.setting;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.AdminSettingsApi;
import io.vox.api.model.Resealing;
import io.vox.api.model.SettingList;
import io.vox.api.model.SettingValue;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.platform.rotation.ResealService;
import org.jspecify.annotations.Nullable;

/** The edge of settings. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class AdminSettingsController implements AdminSettingsApi {
    private final CurrentPrincipal principals;
    private final SettingService settings;
    private final ResealService resealing;

    AdminSettingsController(CurrentPrincipal principals, SettingService settings, ResealService resealing) {
        this.principals = principals;
        this.settings = settings;
        this.resealing = resealing;
    }

    @Override
    public HttpResponse<Void> deleteSetting(String settingKey) {
        settings.unset(principals.user(), settingKey);
        return HttpResponse.noContent();
    }

    @Override
    public SettingList listSettings(@Nullable Integer limit, @Nullable String cursor) {
        return SettingWire.of(settings.list(principals.user(), PageRequest.of(limit, cursor, "settings")));
    }

    @Override
    public Resealing resealSecrets() {
        ResealService.Outcome outcome = resealing.reseal(principals.user());
        return new Resealing(outcome.resealed(), outcome.skipped());
    }

    @Override
    public HttpResponse<Void> setSetting(String settingKey, SettingValue request) {
        settings.set(principals.user(), settingKey, request.getValue());
        return HttpResponse.noContent();
    }
}
