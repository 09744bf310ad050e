package io.vox.agent.scenario;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a voice agent is and how it is brought to listen.
 *
 * @param url page to open (http or https); exactly one of {@code url} and {@code html} is given
 * @param html text of a page, served by the runner from a local address
 * @param steps carried out before the scenario's steps, may be empty
 * @param source the file it was read from
 */
public record Application(
        String name, @Nullable URI url, @Nullable String html, List<String> tags, List<Step> steps, Path source) {
    public Application {
        StepRules.requireText(name, "name");
        if ((url == null) == (html == null)) {
            throw new IllegalArgumentException("exactly one of url and html must be given");
        }
        tags = List.copyOf(tags);
        steps = List.copyOf(steps);
        StepRules.requirePresent(source, "source");
    }
}
