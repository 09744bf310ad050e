package io.vox.agent.report;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one conversation inside a run folder.
 *
 * @param folder real path, null = the result names no folder inside the run
 * @param reference the same relative to the report, as a URL that begins with {@code ./} and ends with a slash
 */
record ConversationFolder(@Nullable Path folder, String reference) {
    private static final ConversationFolder NOWHERE = new ConversationFolder(null, "./");

    /** Resolves a folder named by a result, which may be forged: it must not make the report quote other files. */
    static ConversationFolder of(Path runFolder, String name) throws IOException {
        Path run = runFolder.toRealPath();
        try {
            Path folder = run.resolve(name).toRealPath();
            boolean inside = folder.startsWith(run) && Files.isDirectory(folder);
            return inside ? new ConversationFolder(folder, reference(run.relativize(folder))) : NOWHERE;
        } catch (IOException | InvalidPathException missing) {
            return NOWHERE;
        }
    }

    /** Finds a regular file of the conversation; a link that leads out of the folder is none. */
    Optional<Path> find(String name) {
        if (folder == null) {
            return Optional.empty();
        }
        try {
            Path file = folder.resolve(name).toRealPath();
            return file.startsWith(folder) && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    private static String reference(Path relative) {
        StringBuilder url = new StringBuilder("./");
        for (Path part : relative) {
            if (!part.toString().isEmpty()) {
                url.append(URLEncoder.encode(part.toString(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                        .append('/');
            }
        }
        return url.toString();
    }
}
