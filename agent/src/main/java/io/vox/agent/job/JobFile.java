package io.vox.agent.job;

import io.vox.agent.run.ConversationResult;
import io.vox.agent.run.ResultDocument;
import io.vox.sdk.model.ArtifactKind;
import io.vox.sdk.model.NewArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file that a job leaves behind.
 *
 * @param conversation number of the conversation it is of, null = the job as a whole
 * @param isText whether it can hold a secret in words
 */
record JobFile(Path path, @Nullable Integer conversation, ArtifactKind kind, String contentType, boolean isText) {
    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,119}");
    private static final long MAXIMUM_BYTES = 1L << 30;

    private static final Map<String, Form> BY_NAME = Map.of(
            "result.json", new Form(ArtifactKind.RESULT, "application/json", true),
            "report.html", new Form(ArtifactKind.REPORT, "text/html", true),
            "recording.wav", new Form(ArtifactKind.RECORDING, "audio/wav", false),
            "timeline.json", new Form(ArtifactKind.TIMELINE, "application/json", true),
            "console.log", new Form(ArtifactKind.LOG, "text/plain", true));
    private static final Form PICTURE = new Form(ArtifactKind.SCREENSHOT, "image/png", false);

    /** The files of a run, those of the job as a whole last. */
    static List<JobFile> of(Path run, ResultDocument result) throws IOException {
        List<JobFile> files = new ArrayList<>();
        for (ConversationResult conversation : result.conversations()) {
            String folder = conversation.folder();
            if (folder != null) {
                files.addAll(in(run.resolve(folder), JobReportWire.number(conversation)));
            }
        }
        files.addAll(in(run, null));
        return files;
    }

    private static List<JobFile> in(Path folder, @Nullable Integer conversation) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<JobFile> files = new ArrayList<>();
            for (Path file : entries.sorted().toList()) {
                Optional<Form> form = form(file);
                if (form.isPresent() && Files.isRegularFile(file)) {
                    Form is = form.get();
                    files.add(new JobFile(file, conversation, is.kind(), is.contentType(), is.isText()));
                }
            }
            return files;
        }
    }

    private static Optional<Form> form(Path file) {
        String name = file.getFileName().toString();
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        boolean picture = name.toLowerCase(Locale.ROOT).endsWith(".png");
        return Optional.ofNullable(picture ? PICTURE : BY_NAME.get(name));
    }

    /** Whether there is something to upload that the server would take. */
    boolean isWorthSending() throws IOException {
        long size = Files.size(path);
        return size > 0 && size <= MAXIMUM_BYTES;
    }

    NewArtifact announced() throws IOException {
        return new NewArtifact()
                .conversation(conversation)
                .kind(kind)
                .name(path.getFileName().toString())
                .contentType(contentType)
                .sizeBytes(Files.size(path));
    }

    private record Form(ArtifactKind kind, String contentType, boolean isText) {}
}
