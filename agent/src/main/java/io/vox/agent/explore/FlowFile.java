package io.vox.agent.explore;

import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.agent.scenario.Application;
import io.vox.agent.scenario.Scenario;
import io.vox.agent.scenario.ScenarioWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The file that a found flow is written to, to be edited and run again. It carries a checksum of what was written, so that
 * an edited file is never replaced by accident.
 *
 * @param path may not exist yet
 */
public record FlowFile(Path path) {
    private static final String CHECKSUM = "# checksum of all below: ";

    /**
     * Makes sure that nothing of value is lost when the file is written.
     *
     * @throws VoxFault {@code bad_argument} if somebody has edited or written the file
     */
    public void requireReplaceable() {
        if (!Files.exists(path)) {
            return;
        }
        try {
            List<String> lines = Files.readString(path).lines().toList();
            Optional<String> checksum = lines.stream()
                    .filter(line -> line.startsWith(CHECKSUM))
                    .map(line -> line.substring(CHECKSUM.length()).strip())
                    .findFirst();
            int header =
                    (int) lines.stream().takeWhile(line -> line.startsWith("#")).count();
            String body = String.join("\n", lines.subList(header, lines.size())) + "\n";
            if (checksum.isEmpty() || !checksum.get().equals(digest(body))) {
                throw new VoxFault(
                        FaultCode.BAD_ARGUMENT,
                        path + " was edited; --again repeats it, --overwrite replaces it, -o FILE writes another one");
            }
        } catch (IOException unreadable) {
            throw new VoxFault(
                    FaultCode.BAD_ARGUMENT, path + " cannot be read; write another one with -o FILE", unreadable);
        }
    }

    /**
     * Writes application and scenario; a file that exists is replaced.
     *
     * @param remarks lines for whoever opens it
     */
    public void write(Application application, Scenario scenario, List<String> remarks) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        String body = ScenarioWriter.toYaml(application, scenario, folder == null ? Path.of("") : folder);
        StringBuilder text = new StringBuilder();
        remarks.forEach(remark -> text.append("# ").append(remark).append('\n'));
        text.append(CHECKSUM).append(digest(body)).append('\n').append(body);
        Files.writeString(path, text, StandardCharsets.UTF_8);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
