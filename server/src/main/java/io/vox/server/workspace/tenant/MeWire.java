package io.vox.server.workspace.tenant;

import io.vox.api.model.MePatch;
import io.vox.server.identity.account.SelfService;
import io.vox.server.platform.problem.InvalidRequestException;

/** Oneself as the contract shows it. */
final class MeWire {
    private MeWire() {}

    static SelfService.Names names(MePatch patch) {
        if (patch.getName() == null && patch.getUsername() == null) {
            throw new InvalidRequestException("", "has nothing to change");
        }
        return new SelfService.Names(patch.getName(), patch.getUsername());
    }
}
