package io.vox.cli.catalog;

import io.vox.sdk.api.ApiResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A thing with the tag of its state, so that a change does not undo one that was made meanwhile.
 *
 * @param eTag null = the server gave none
 */
record Revision<T>(T thing, @Nullable String eTag) {

    /** Reads an answer. */
    static <T> Revision<T> of(ApiResponse<T> answer) {
        String eTag = answer.getHeaders().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("ETag"))
                .map(Map.Entry::getValue)
                .map(List::getFirst)
                .findFirst()
                .orElse(null);
        return new Revision<>(answer.getData(), eTag);
    }
}
