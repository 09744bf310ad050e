package io.vox.cli.catalog;

import io.vox.cli.output.Printable;
import java.util.List;
import java.util.stream.Stream;

/** Steps as they were written, with a line between them and what stands above. */
final class StepLines {
    private StepLines() {}

    /** The lines; none if there are no steps. */
    static List<String> of(String stepsYaml) {
        return stepsYaml.isBlank()
                ? List.of()
                : Stream.concat(Stream.of(""), stepsYaml.lines().map(Printable::of))
                        .toList();
    }
}
