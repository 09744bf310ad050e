package io.vox.server.platform.quota;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.server.platform.access.CurrentPrincipal;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.Role;
import io.vox.server.platform.limit.RequestLimits;
import io.vox.server.platform.limit.RequestLimits.Rate;
import io.vox.server.platform.setting.SettingKey;
import io.vox.server.platform.setting.Settings;

/**
 * Counts the requests of who is signed in, and refuses what is too much (VOX-KEY-06, -08). Eval agents have a limit of their
 * own, so that no console takes their work away.
 */
@ServerFilter("/api/**")
class RequestLimitFilter implements Ordered {
    private final RequestLimits limits;
    private final Settings settings;

    RequestLimitFilter(RequestLimits limits, Settings settings) {
        this.limits = limits;
        this.settings = settings;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void count(HttpRequest<?> request) {
        CurrentPrincipal.of(request).ifPresent(principal -> {
            Rate rate = limits.takeOfMinute(subject(principal), settings.count(limit(principal)));
            RequestRateFilter.note(request, rate);
            rate.require();
            if (principal instanceof Principal.User user && user.proof() instanceof Principal.Key) {
                limits.takeOfMonth(
                        "month " + user.workspaceId().value(),
                        settings.count(user.role() == Role.BASIC ? SettingKey.QUOTA_BASIC : SettingKey.QUOTA_PREMIUM));
            }
        });
    }

    private static String subject(Principal principal) {
        return principal instanceof Principal.User user && user.proof() instanceof Principal.Key key
                ? key.id()
                : principal.key();
    }

    private static SettingKey limit(Principal principal) {
        return switch (principal) {
            case Principal.EvalAgent agent -> SettingKey.LIMIT_AGENT;
            case Principal.User user ->
                user.proof() instanceof Principal.Key ? SettingKey.LIMIT_KEY : SettingKey.LIMIT_SESSION;
        };
    }
}
