package io.vox.agent.demo;

import io.vox.agent.fault.ExitCode;
import io.vox.sdk.ForbiddenException;
import io.vox.sdk.ProblemException;
import io.vox.sdk.SessionTokens;
import io.vox.sdk.UnauthenticatedException;
import io.vox.sdk.Vox;
import io.vox.sdk.model.ActivateAccountRequest;
import io.vox.sdk.model.SetupRequest;
import io.vox.sdk.model.SetupResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The two people of a demonstration.
 *
 * @param admin runs the platform: its regions, providers and public eval agents
 * @param scout decides what is mainline
 */
record DemoAccounts(Vox admin, Vox scout) {

    /**
     * Sets the server up if nobody did, and signs both people in.
     *
     * @throws DemoException if somebody else set the server up
     */
    static DemoAccounts signIn(Vox server, Path home) {
        if (!server.setup().getSetup().getCompleted()) {
            setUp(server, home);
        }
        DemoMemory memory = DemoMemory.read(home);
        try {
            Vox admin = signedIn(server, DemoMemory.ADMIN, memory.adminPassword());
            return new DemoAccounts(admin, scout(server, memory, home));
        } catch (UnauthenticatedException | ForbiddenException stranger) {
            throw new DemoException(
                    ExitCode.USAGE,
                    "the server in " + home + " was not set up by a demonstration, or that was broken off; give it a"
                            + " folder of its own, as by VOX_HOME=/tmp/vox-demo");
        }
    }

    private static void setUp(Vox server, Path home) {
        DemoMemory memory = DemoMemory.read(home);
        // The passwords first: without them nobody would get in any more.
        memory.write(home);
        SetupResult made = server.setup()
                .completeSetup(new SetupRequest()
                        .initCode(initCode(home))
                        .adminEmail(DemoMemory.ADMIN)
                        .adminName("Admin")
                        .adminPassword(memory.adminPassword())
                        .scoutEmail(DemoMemory.SCOUT));
        memory.afterSetup(made.getScoutActivation().getToken()).write(home);
    }

    private static Vox scout(Vox server, DemoMemory memory, Path home) {
        String activation = memory.activation();
        if (activation != null) {
            try {
                server.auth()
                        .activateAccount(
                                new ActivateAccountRequest().token(activation).password(memory.scoutPassword()));
            } catch (ProblemException refused) {
                if (!refused.code().equals("activation_token_invalid")) {
                    throw refused;
                }
                // It was used, by a demonstration that was killed before it could note that.
            }
            memory.afterActivation().write(home);
        }
        return signedIn(server, DemoMemory.SCOUT, memory.scoutPassword());
    }

    private static Vox signedIn(Vox server, String email, String password) {
        return server.toBuilder()
                .tokens(SessionTokens.logIn(server, email, password))
                .build();
    }

    private static String initCode(Path home) {
        Path file = home.resolve("keys").resolve("init-code");
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new DemoException(
                    ExitCode.SERVER_ERROR, "cannot read the server's init code: " + unreadable.getMessage());
        }
    }
}
