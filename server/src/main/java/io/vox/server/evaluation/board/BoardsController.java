package io.vox.server.evaluation.board;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
import io.vox.api.model.BoardMetric;
import io.vox.api.model.MetricsWindow;
import io.vox.api.model.RealtimeWindow;
import io.vox.server.platform.access.Anonymous;
import io.vox.server.platform.web.EntityTag;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The edge of public boards. Answers with ready bytes, from memory and on the thread that reads requests, so it does not
 * implement the generated interface, whose answers are objects to be written.
 */
@Controller("/api/v1/metrics")
@Anonymous
class BoardsController {
    private static final String REGION = "^[a-z][a-z0-9]{1,11}(-[a-z0-9]{1,12}){0,2}$";
    private static final String GZIP = "gzip";

    private final BoardShelf shelf;

    BoardsController(BoardShelf shelf) {
        this.shelf = shelf;
    }

    @Get("/leaderboard")
    HttpResponse<byte[]> getLeaderboard(
            @QueryValue @Nullable BoardMetric metric,
            @QueryValue @Nullable @Pattern(regexp = REGION) String region,
            @QueryValue @Nullable MetricsWindow window,
            @Header(HttpHeaders.IF_NONE_MATCH) @Nullable @Size(min = 1, max = 200) String ifNoneMatch,
            @Header(HttpHeaders.ACCEPT_ENCODING) @Nullable String encodings) {
        return answer(
                shelf.leaderboard(BoardWire.window(window), Scope.of(region), BoardWire.metric(metric)),
                ifNoneMatch,
                encodings);
    }

    @Get("/realtime")
    HttpResponse<byte[]> getRealtimeMetrics(
            @QueryValue @Nullable @Pattern(regexp = REGION) String region,
            @QueryValue @Nullable RealtimeWindow window,
            @Header(HttpHeaders.IF_NONE_MATCH) @Nullable @Size(min = 1, max = 200) String ifNoneMatch,
            @Header(HttpHeaders.ACCEPT_ENCODING) @Nullable String encodings) {
        return answer(shelf.series(BoardWire.window(window), Scope.of(region)), ifNoneMatch, encodings);
    }

    private static HttpResponse<byte[]> answer(
            BoardStore.Board board, @Nullable String ifNoneMatch, @Nullable String encodings) {
        // A strong tag stands for bytes, and the compressed ones are others.
        boolean compressed = encodings != null && encodings.contains(GZIP);
        EntityTag plainTag = new EntityTag('"' + board.tag() + '"');
        EntityTag compressedTag = new EntityTag('"' + board.tag() + "-gzip\"");
        MutableHttpResponse<byte[]> response = plainTag.isIn(ifNoneMatch) || compressedTag.isIn(ifNoneMatch)
                ? HttpResponse.notModified()
                : HttpResponse.ok(compressed ? board.compressed() : board.json());
        if (compressed && response.body() != null) {
            response.header(HttpHeaders.CONTENT_ENCODING, GZIP);
        }
        return response.header(HttpHeaders.ETAG, (compressed ? compressedTag : plainTag).value())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
