package io.vox.agent.demo;

import io.vox.agent.fault.ExitCode;
import io.vox.sdk.ForbiddenException;
import io.vox.sdk.Pages;
import io.vox.sdk.ProblemException;
import io.vox.sdk.SessionTokens;
import io.vox.sdk.UnauthenticatedException;
import io.vox.sdk.Vox;
import io.vox.sdk.model.Account;
import io.vox.sdk.model.ActivateAccountRequest;
import io.vox.sdk.model.MailList;
import io.vox.sdk.model.SetupRequest;
import io.vox.sdk.model.SetupResult;
import io.vox.sdk.model.UserStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two people of a demonstration.
 *
 * @param admin runs the platform: its regions, providers and public eval agents
 * @param scout decides what is mainline
 */
record DemoAccounts(Vox admin, Vox scout) {
    private static final int PAGE = 100;
    private static final Pattern LINK = Pattern.compile("/activate#(\\S+)");

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
            return new DemoAccounts(admin, scout(server, admin, memory, home));
        } catch (UnauthenticatedException | ForbiddenException stranger) {
            throw new DemoException(
                    ExitCode.USAGE,
                    "the server in " + home + " was not set up by a demonstration; give it a folder of its own, as by"
                            + " VOX_HOME=/tmp/vox-demo");
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

    private static Vox scout(Vox server, Vox admin, DemoMemory memory, Path home) {
        String activation = memory.activation();
        if (activation != null) {
            try {
                activate(server, activation, memory);
            } catch (ProblemException refused) {
                if (!refused.code().equals("activation_token_invalid")) {
                    throw refused;
                }
                // It was used, by a demonstration that was killed before it could note that, or is too old.
            }
            memory.afterActivation().write(home);
        }
        try {
            return signedIn(server, DemoMemory.SCOUT, memory.scoutPassword());
        } catch (UnauthenticatedException | ForbiddenException refused) {
            // The token was never noted, by a demonstration that was killed when it had just set the server up.
            activate(server, anotherActivation(admin).orElseThrow(() -> refused), memory);
            return signedIn(server, DemoMemory.SCOUT, memory.scoutPassword());
        }
    }

    private static void activate(Vox server, String token, DemoMemory memory) {
        server.auth().activateAccount(new ActivateAccountRequest().token(token).password(memory.scoutPassword()));
    }

    /** Has the server write to the scout again, and reads the token in that mail; empty if nobody waits for one. */
    private static Optional<String> anotherActivation(Vox admin) {
        Optional<Account> pending =
                admin.adminUsers().listUsers(1, null, DemoMemory.SCOUT, UserStatus.PENDING, null).getData().stream()
                        .findFirst();
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        admin.adminUsers().requestActivation(pending.get().getId());
        return Pages.stream(
                        cursor -> admin.adminMails().listMails(PAGE, cursor, null),
                        MailList::getData,
                        MailList::getNextCursor)
                .filter(mail -> mail.getRecipient().equals(DemoMemory.SCOUT))
                .findFirst()
                .map(mail -> admin.adminMails().getMail(mail.getId()).getText())
                .map(LINK::matcher)
                .filter(Matcher::find)
                .map(link -> link.group(1));
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
