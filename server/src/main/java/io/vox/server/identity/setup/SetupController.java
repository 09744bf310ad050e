package io.vox.server.identity.setup;

import io.micronaut.http.annotation.Controller;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.vox.api.SetupApi;
import io.vox.api.model.Activation;
import io.vox.api.model.SetupRequest;
import io.vox.api.model.SetupResult;
import io.vox.api.model.SetupState;
import io.vox.server.identity.user.UserWire;
import io.vox.server.platform.access.Anonymous;
import io.vox.server.platform.access.BeforeSetup;
import java.time.ZoneOffset;

/** The edge of setup. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Anonymous
@BeforeSetup
class SetupController implements SetupApi {
    private final SetupService setups;

    SetupController(SetupService setups) {
        this.setups = setups;
    }

    @Override
    public SetupResult completeSetup(SetupRequest request) {
        SetupService.Outcome outcome = setups.complete(new SetupService.NewSetup(
                request.getInitCode(),
                request.getAdminEmail(),
                request.getAdminName(),
                request.getAdminPassword(),
                request.getScoutEmail()));
        return new SetupResult(
                UserWire.of(outcome.admin()),
                UserWire.of(outcome.scout()),
                new Activation(
                        outcome.scoutActivation().value(),
                        outcome.scoutActivation().expiresAt().atOffset(ZoneOffset.UTC)));
    }

    @Override
    public SetupState getSetup() {
        return new SetupState(setups.isCompleted());
    }
}
