package io.vox.agent.worker;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What an eval agent is told at its start.
 *
 * @param url of the server
 * @param token secret
 * @param name unique among the eval agents of the token
 * @param region where it must be by its token, null = wherever that says
 * @param slots jobs at once, 1 to 16; a browser takes about two cores
 * @param once whether it ends after one job
 * @param releasing whether it gives its jobs back when it is told to stop, rather than finishing them
 * @param folder where the folders of its jobs go
 */
public record WorkerSettings(
        URI url,
        String token,
        String name,
        @Nullable String region,
        int slots,
        boolean once,
        boolean releasing,
        Path folder) {

    /** Says nothing of the token. */
    @Override
    public String toString() {
        return "WorkerSettings[" + name + " at " + url + "]";
    }
}
