package io.vox.agent.command;

import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the eval agent token from where other users of the machine cannot. */
final class AgentToken {
    static final String VARIABLE = "VOX_AGENT_TOKEN";
    private static final int LONGEST = 1000;

    private AgentToken() {}

    /**
     * Reads it.
     *
     * @param file null = from the environment
     * @throws VoxFault {@code bad_argument} if there is none; its message holds nothing of the token
     */
    static String read(@Nullable Path file, Map<String, String> environment) {
        if (file == null) {
            return checked(environment.getOrDefault(VARIABLE, ""), VARIABLE + " is not set and no --token-file given");
        }
        try {
            return checked(Files.readString(file), file + " is empty");
        } catch (IOException unreadable) {
            throw new VoxFault(FaultCode.BAD_ARGUMENT, "cannot read the token from " + file, unreadable);
        }
    }

    private static String checked(String written, String missing) {
        String token = written.strip();
        if (token.isEmpty()) {
            throw new VoxFault(FaultCode.BAD_ARGUMENT, missing + "; make one with 'vox tokens create'");
        }
        if (token.length() > LONGEST || !token.matches("[!-~]+")) {
            throw new VoxFault(FaultCode.BAD_ARGUMENT, "what is there is no token: it holds spaces or odd characters");
        }
        return token;
    }
}
